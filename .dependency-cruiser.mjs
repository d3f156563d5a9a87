/**
 * The import directions of the house. `server/src` holds one folder per layer; each rule names where
 * a layer may not reach. Tests, and the contract that a port's adapters share, may import what they test.
 */
const tests = "(\\.test\\.ts$|/contract\\.ts$|^server/test/|^e2e/)";
// What works on any engine through its port stands beside the port and is no adapter.
const adapters = "^server/src/engines/[^/]+/(?!(port|contract|hasSpeech)\\.ts$)";

/**
 * @param {string} name
 * @param {string} comment
 * @param {string} from
 * @param {string} to
 * @param {import("dependency-cruiser").IRegularForbiddenRuleType["to"]} [extra]
 * @returns {import("dependency-cruiser").IForbiddenRuleType}
 */
const forbid = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: /** @type {const} */ ("error"),
  from: { path: from, pathNot: tests },
  to: { path: to, ...extra },
});

/** @param {string} folders alternatives of a regular expression */
const server = (folders) => `^server/src/(${folders})(/|\\.ts$)`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two modules that need each other are one module, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "not-to-tests",
      comment: "What ships does not import tests or their helpers.",
      severity: "error",
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: "declared",
      comment: "A workspace names the packages that it imports in its own package.json.",
      severity: "error",
      from: { path: "^(protocol|server|client)/src/", pathNot: tests },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },

    forbid(
      "protocol-alone",
      "The protocol imports neither side.",
      "^protocol/",
      "^(server|client)/",
    ),
    forbid("client-not-server", "Client and server meet in the protocol.", "^client/", "^server/"),
    forbid(
      "server-not-client",
      "Client and server meet in the protocol.",
      "^server/",
      "^client/src/",
    ),

    forbid(
      "main-is-the-top",
      "Nothing imports the entry point.",
      "^server/src/",
      "^server/src/main\\.ts$",
    ),
    forbid(
      "only-main-composes",
      "compose.ts hands the parts to each other; no part asks it.",
      "^server/src/(?!main\\.ts$)",
      "^server/src/compose\\.ts$",
    ),
    forbid(
      "only-compose-chooses",
      "Which engine serves a role is decided once, where the parts are put together.",
      "^server/src/(?!compose\\.ts$)",
      "^server/src/engineChoice\\.ts$",
    ),
    forbid(
      "only-compose-knows-adapters",
      "Everything else depends on the port of an engine.",
      "^server/src/(?!(compose|engineChoice)\\.ts$|engines/)",
      adapters,
    ),
    forbid(
      "engines-below",
      "An engine knows its port, the libraries and nothing of what uses it.",
      server("engines"),
      server("http|realtime|conversation|commands|planning|memory|store|compose|config"),
    ),
    forbid(
      "edges-apart",
      "REST and sockets are two edges of the same middle.",
      server("http"),
      server("realtime"),
    ),
    forbid(
      "edges-apart-too",
      "REST and sockets are two edges of the same middle.",
      server("realtime"),
      server("http"),
    ),
    forbid(
      "conversation-below-the-edges",
      "A conversation does not know how it is reached.",
      server("conversation|commands|planning|memory"),
      server("http|realtime"),
    ),
    forbid(
      "below-the-conversation",
      "Commands, planning and memory serve a conversation; they do not drive one.",
      server("commands|planning|memory"),
      server("conversation"),
    ),
    forbid(
      "ground",
      "store and lib are the ground: they import nothing above them.",
      server("store|lib"),
      server("http|realtime|conversation|commands|planning|memory|engines|compose|config"),
    ),
    forbid("lib-leaves", "lib holds small leaves.", server("lib"), server("store")),
    forbid(
      "database-in-store",
      "Only the store speaks to the database.",
      "^server/src/(?!store/)",
      "node_modules/(pg|pgvector|@prisma|@electric-sql)/",
    ),
    forbid(
      "database-types-only",
      "Others may know the shape of a row, but get the client handed to them.",
      "^server/src/(?!store/)",
      "^server/src/store/generated/",
      { dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    includeOnly: "^(protocol|server|client|node_modules)/",
    doNotFollow: { path: "node_modules|/generated/" },
    exclude: { path: "(^client/(build|\\.svelte-kit)/)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "svelte", "types", "node", "default"],
    },
  },
};
