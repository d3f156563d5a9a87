import { z } from "zod";

/** Every id is a UUID; the client makes those of what it sends. */
export const Id = z.uuid();

/** A time on the wire: ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime();
