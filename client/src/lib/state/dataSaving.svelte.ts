import { canEncodeOpus } from "../audio/opusEncoder.ts";
import { isSlowLink } from "../transport/slowLink.ts";
import { remembered } from "./remembered.ts";

const KEY = "save-data";

/** Whether speech goes out compressed: because the person wants it, or because the link is slow. */
export class DataSaving {
  isChosen = $state(remembered.get(KEY) === "on");
  /** Whether this browser can; false until that is known. */
  isSupported = $state(false);

  get isOn(): boolean {
    const connection: unknown = "connection" in navigator ? navigator.connection : undefined;
    return this.isSupported && (this.isChosen || isSlowLink(connection));
  }

  async refresh(): Promise<void> {
    this.isSupported = await canEncodeOpus();
  }

  choose(isChosen: boolean): void {
    this.isChosen = isChosen;
    remembered.set(KEY, isChosen ? "on" : null);
  }
}
