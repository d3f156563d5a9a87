import fc from "fast-check";

/** A call on the socket: an event's name, its arguments, and whether an answer is asked for. */
export interface Call {
  name: string;
  args: unknown[];
  acknowledged: boolean;
}

export interface HttpCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | undefined;
}

const uuid = fc.uuid();
const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\u202e\ufeff",
    "__proto__",
    "constructor",
    "toString",
    "null",
    "-1",
    "1e999",
    "../../etc/passwd",
    "'; DROP TABLE projects; --",
    "${jndi:ldap://x}",
    "%00",
  ),
);
const hugeText = fc.integer({ min: 20_000, max: 200_000 }).map((length) => "x".repeat(length));
const oddNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(-1, -0, 0.5, 1e308, 2 ** 31, 2 ** 53, 2 ** 63, Infinity, NaN),
);
const binary = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const deep = fc.integer({ min: 50, max: 800 }).map((depth) => {
  let value: unknown = "bottom";
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { in: value };
  return value;
});
/** An object whose own keys are those that objects inherit. */
const prototypeLike: fc.Arbitrary<object> = fc
  .tuple(
    fc.constantFrom("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then"),
    fc.oneof(fc.constant({ admin: true }), fc.constant(null), oddText),
  )
  .map(([key, value]) => Object.defineProperty({}, key, { value, enumerable: true }));
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.anything({ maxDepth: 3, maxKeys: 4 }) },
  { weight: 4, arbitrary: oddText },
  { weight: 3, arbitrary: oddNumber },
  { weight: 2, arbitrary: prototypeLike },
  { weight: 1, arbitrary: binary },
  { weight: 1, arbitrary: fc.array(binary, { maxLength: 3 }) },
  { weight: 1, arbitrary: deep },
);

/** The shape as it should be, with fields left out, replaced, or added. */
function near(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(shape).map(([key, right]) => [
      key,
      fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: anything }),
    ]),
  );
  return fc
    .tuple(fc.record(fields, { requiredKeys: [] }), fc.oneof(fc.constant({}), prototypeLike))
    .map(([payload, more]) => ({ ...payload, ...more }));
}

const frame = fc.oneof(
  fc.integer({ min: 0, max: 3000 }).map((bytes) => Buffer.alloc(bytes, 7)),
  anything,
);
const count = fc.nat(20);
/** Half of the time an id that other calls use too, so that some of them meet. */
const idOf = (known: readonly string[]) => fc.oneof(uuid, fc.constantFrom(...known));

/**
 * Calls as no client of ours would make them. A message that is whole would be answered by a planner,
 * so the messages here all have something wrong.
 */
export function calls(known: readonly string[]): fc.Arbitrary<Call> {
  const id = idOf(known);
  const payloads: Record<string, fc.Arbitrary<unknown[]>> = {
    "conversation.open": near({ conversationId: id, projectId: uuid, afterSeq: oddNumber }).map(
      (payload) => [payload],
    ),
    "utterance.start": near({
      utteranceId: id,
      encoding: fc.constantFrom("pcm_s16le", "opus"),
      sampleRate: fc.constantFrom(16_000, 48_000),
      endpointing: fc.constantFrom("client", "server"),
      vad: fc.constantFrom("client", "server"),
    }).map((payload) => [payload]),
    "utterance.audio": fc.tuple(near({ utteranceId: id, seq: count }), frame),
    "utterance.pause": near({ utteranceId: id, frames: count }).map((payload) => [payload]),
    "utterance.resume": near({ utteranceId: id }).map((payload) => [payload]),
    "utterance.end": near({ utteranceId: id, frames: count }).map((payload) => [payload]),
    "utterance.cancel": near({ utteranceId: id }).map((payload) => [payload]),
    "message.send": near({ messageId: oddText, text: fc.oneof(oddText, hugeText) }).map(
      (payload) => [payload],
    ),
    "speech.set": near({ voice: oddText, rate: oddNumber, speech: fc.boolean() }).map((payload) => [
      payload,
    ]),
    "reply.stop": near({ replyId: id, playedMs: oddNumber }).map((payload) => [payload]),
    "reply.played": near({ replyId: id, playedMs: oddNumber }).map((payload) => [payload]),
  };
  const known_ = fc
    .constantFrom(...Object.entries(payloads))
    .chain(([name, args]) => args.map((values) => ({ name, args: values })));
  // Socket.IO keeps these names to itself, on both sides.
  const reserved = new Set(["connect", "connect_error", "disconnect", "disconnecting"]);
  const names = fc.oneof(fc.constantFrom(...Object.keys(payloads)), oddText, fc.string());
  const free = fc.record({
    name: names.filter((name) => !reserved.has(name) && !/^(new|remove)Listener$/.test(name)),
    args: fc.array(anything, { maxLength: 4 }),
  });
  return fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: known_ }, { weight: 1, arbitrary: free }),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([call, chance]) => ({ ...call, acknowledged: chance > 0 }));
}

/** What goes over a WebSocket that is no packet of Socket.IO, or half of one. */
export const rawPackets: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.constantFrom("", "4", "40", "42", "42[", "42[]", "42{}", "420[1]", "42[null]", '42["a"', "9"),
  fc.constantFrom('451-["a",{"_placeholder":true,"num":0}]', '459999-["a"]', '45-["a"]', "6", "1"),
  fc.constantFrom('42["disconnect"]', '42["connect",{}]', '40/other,{"a":1}', "41", '43["a"]'),
  fc.string({ unit: "binary" }).map((text) => `42${text}`),
  fc.string({ unit: "binary" }),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes)),
);

const routes = [
  "/api/projects",
  "/api/projects/ID",
  "/api/projects/ID/plans",
  "/api/devplans/ID",
  "/api/devplans/ID/versions",
  "/api/devplans/ID/versions/N",
  "/api/devplans/ID/export",
  "/api/commands/interpret",
  "/api/voice/speak",
  "/api/system",
  "/api/nothing/ID",
  "/ID",
];
const oddSegment = fc.oneof(
  uuid,
  fc.constantFrom("%", "%zz", "%00", "%c3%28", "%ff", "%2e%2e%2f", "..", "1", "-1", "0", "99e9"),
  fc.constantFrom("2147483648", "__proto__", "constructor", "null", "%F0%9F%98%80", "a%0ab"),
  oddText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.integer({ min: 300, max: 3000 }).map((length) => "a".repeat(length)),
);
const query = fc.oneof(
  fc.constant(""),
  fc
    .tuple(fc.constantFrom("limit", "cursor", "format", "version", "q", "__proto__"), oddSegment)
    .map(([key, value]) => `?${key}=${value}`),
  fc.constantFrom("?limit=0", "?limit=1e3", "?limit=10&limit=20", "?cursor=AAAA", "?cursor[a]=1"),
  uuid.map((id) => `?cursor=${Buffer.from(JSON.stringify([id, id])).toString("base64url")}`),
);
const json = fc
  .oneof(
    near({
      id: uuid,
      name: oddText,
      description: oddText,
      tags: fc.array(oddText),
      repositoryPath: oddText,
    }),
    near({ text: oddText, projectId: uuid }),
    fc.record({ name: oddText, description: oddText, tags: fc.array(oddText, { maxLength: 2 }) }),
    anything,
  )
  .map((value) => JSON.stringify([value]).slice(1, -1));
const body = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 1, arbitrary: fc.constantFrom("{", "[1,", '"', "nul", "{'a':1}", "\0", '{"a":1}{') },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)) },
  { weight: 1, arbitrary: hugeText.map((text) => JSON.stringify({ name: text, text })) },
);
const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant("application/json") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "text/plain",
      "application/json; charset=latin1",
      "application/json; charset=none",
      "multipart/form-data",
      "application/x-www-form-urlencoded",
      "application/json;;",
      "a",
    ),
  },
);

/** Requests over HTTP as no client of ours would make them. */
export const httpCalls: fc.Arbitrary<HttpCall> = fc
  .record({
    method: fc.constantFrom("GET", "POST", "POST", "PUT", "DELETE", "PATCH"),
    route: fc.constantFrom(...routes),
    id: oddSegment,
    number: oddSegment,
    query,
    type: contentType,
    encoding: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom("gzip", "br", "none") },
    ),
    body,
  })
  .map((call) => ({
    method: call.method,
    path:
      call.route.replace("ID", () => call.id).replace("/N", () => `/${call.number}`) + call.query,
    headers: {
      "content-type": call.type,
      ...(call.encoding === null ? {} : { "content-encoding": call.encoding }),
    },
    body: call.method === "GET" ? undefined : call.body,
  }));
