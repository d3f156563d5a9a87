import { remembered } from "./remembered.ts";

export interface Microphone {
  deviceId: string;
  label: string;
}

const KEY = "microphone";

/** The microphones there are, and the one that the person has chosen. */
export class Microphones {
  items = $state.raw<readonly Microphone[]>([]);
  /** Null: whichever is the browser's default. */
  chosen = $state(remembered.get(KEY));

  /** Browsers tell their names once the page may use one. */
  async refresh(): Promise<void> {
    // Pages that are not secure have no devices at all.
    if (!isSecureContext) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.items = devices
      .filter(({ kind, deviceId }) => kind === "audioinput" && !["", "default"].includes(deviceId))
      .map(({ deviceId, label }, index) => ({
        deviceId,
        label: label === "" ? `Microphone ${index + 1}` : label,
      }));
  }

  /** Keeps the list up to date until the returned function is called. */
  watch(): () => void {
    if (!isSecureContext) return () => undefined;
    const refresh = (): void => void this.refresh();
    navigator.mediaDevices.addEventListener("devicechange", refresh);
    return () => navigator.mediaDevices.removeEventListener("devicechange", refresh);
  }

  choose(deviceId: string | null): void {
    this.chosen = deviceId;
    remembered.set(KEY, deviceId);
  }
}
