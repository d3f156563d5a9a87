import { chromium, type Browser } from "playwright-core";
import type { FakeMicrophone } from "./fakeMicrophone.ts";

const flags = [
  "--no-sandbox",
  "--use-fake-device-for-media-stream",
  "--disable-background-networking",
  "--disable-component-update",
  "--autoplay-policy=no-user-gesture-required",
  // Whatever asks for another host by name does not even get as far as the network.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

interface ChromiumOptions {
  /** What the microphone hears; without one, a beep a second. */
  microphone?: FakeMicrophone;
  /** Whether the microphone may be used; where not, asking for it is refused. Default true. */
  isMicrophoneAllowed?: boolean;
}

/** Starts the Chromium that CHROMIUM_PATH names, with a fake microphone and no way out. */
export function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { microphone, isMicrophoneAllowed = true } = options;
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [
      ...flags,
      ...(isMicrophoneAllowed ? ["--use-fake-ui-for-media-stream"] : []),
      ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone.path}`] : []),
    ],
  });
}
