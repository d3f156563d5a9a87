import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { Outbox } from "./outbox.ts";

class ScriptedWire extends EventEmitter {
  readonly transport = { writable: true };

  queue(data: string | Uint8Array): void {
    this.emit("packetCreate", { data });
  }

  flush(): void {
    this.transport.writable = false;
    this.emit("flush");
  }
}

test("counts what was given to a connection until the network has taken it", () => {
  const wire = new ScriptedWire();
  const outbox = new Outbox(wire);
  expect(outbox.bytes).toBe(0);
  wire.queue("a".repeat(900));
  wire.queue(new Uint8Array(1900));
  expect(outbox.bytes).toBe(3000);
  wire.flush();
  expect(outbox.bytes).toBe(3000);
  wire.queue("b".repeat(400));
  expect(outbox.bytes).toBe(3500);
  wire.transport.writable = true;
  expect(outbox.bytes).toBe(500);
  wire.flush();
  wire.transport.writable = true;
  expect(outbox.bytes).toBe(0);
});
