# syntax=docker/dockerfile:1

# The base image already is the runtime that package.json pins for other machines.
FROM node:24-trixie-slim AS base
WORKDIR /app
ENV npm_config_audit=false npm_config_fund=false npm_config_loglevel=error \
    CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node
COPY package.json package-lock.json ./
COPY protocol/package.json protocol/
COPY server/package.json server/
COPY client/package.json client/

# What the server needs to run, and nothing else.
FROM base AS production
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --workspace protocol --workspace server --include-workspace-root

# Everything, to generate the database client and to build the pages.
FROM base AS build
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev
COPY . .
RUN npm run build

FROM node:24-trixie-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data NODE_COMPILE_CACHE=/tmp/compile-cache
RUN mkdir /data && chown node:node /data
COPY --from=production /app ./
COPY --from=build /app/protocol/src protocol/src
COPY --from=build /app/server/src server/src
COPY --from=build /app/prisma prisma
COPY --from=build /app/client/build client/build
COPY --from=build /app/scripts/node.mjs scripts/
COPY --from=build /app/scripts/lib/*.mjs scripts/lib/
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm, so that signals reach it; as PID 1 it needs an init for orphans (see compose).
CMD ["node", "scripts/node.mjs", "server/src/main.ts"]
