type Acknowledge = (ack: object) => void;

/** A packet as it came in: an event's name and its arguments, none of them to be trusted. */
export interface Call {
  name: string;
  payload: unknown;
  frame: Uint8Array | null;
  /** About how much it weighed on the wire. */
  bytes: number;
  acknowledge: Acknowledge | null;
}

/** Takes a packet apart. Any packet: what is missing is undefined or null. */
export function parseCall(packet: readonly unknown[]): Call {
  const [name, ...args] = packet;
  const last = args.at(-1);
  const acknowledge = isAcknowledge(last) ? last : null;
  if (acknowledge) args.pop();
  const [payload, frame] = args;
  return {
    name: typeof name === "string" ? name : `(${typeof name})`,
    payload,
    frame: frame instanceof Uint8Array ? frame : null,
    bytes: args.reduce<number>((sum, arg) => sum + weight(arg), CALL_BYTES),
    acknowledge,
  };
}

function isAcknowledge(value: unknown): value is Acknowledge {
  return typeof value === "function";
}

/** What any value costs, so that many small ones weigh something too. */
const LEAST_BYTES = 8;
/** A request costs this beside its content. */
const CALL_BYTES = 100;
const DEEPEST = 6;

/** About how many bytes it takes on the wire; whatever is nested too deep counts as too much. */
function weight(value: unknown, depth = 0): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return LEAST_BYTES;
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  let bytes = LEAST_BYTES;
  for (const [key, inner] of Object.entries(value)) bytes += key.length + weight(inner, depth + 1);
  return bytes;
}
