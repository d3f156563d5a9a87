import type { Server as HttpServer } from "node:http";
import type { ClientToServer, ServerToClient } from "@voiceplan/protocol";
import { Server } from "socket.io";
import { isSameOrigin } from "../lib/sameOrigin.ts";
import type { Changes } from "../planning/changes.ts";
import { Connection, type ConnectionServices } from "./connection.ts";

/** A message above this closes its connection; anything below is answered, if only with a problem. */
const MAX_MESSAGE_BYTES = 8_000_000;

/** Serves conversations over Socket.IO on the same port as the pages. */
export function createSocketServer(
  http: HttpServer,
  ownerId: string,
  services: ConnectionServices & { changes: Changes },
): Server<ClientToServer, ServerToClient> {
  const server = new Server<ClientToServer, ServerToClient>(http, {
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, isSameOrigin(request.headers)),
  });
  server.on("connection", (socket) => {
    services.metrics.connections.inc();
    socket.on("disconnect", () => services.metrics.connections.dec());
    socket.on("error", (error) => services.log.debug({ err: error }, "A socket reported an error"));
    new Connection(socket, ownerId, services);
  });
  services.changes.follow({
    follows: (owner) => server.of("/").adapter.rooms.has(owner),
    told: (owner, change) => server.to(owner).emit("changed", change),
  });
  return server;
}
