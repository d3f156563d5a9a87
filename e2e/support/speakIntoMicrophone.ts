import type { DeskPage } from "./deskPage.ts";
import { eventually } from "./eventually.ts";

/** Has the microphone on until it has been noticed that somebody has spoken, and has ended. */
export async function speakIntoMicrophone(desk: DeskPage): Promise<string> {
  const ends = () => desk.wire.events("utterance.ended");
  const before = ends().length;
  await desk.button("Turn the microphone on").click();
  const { utteranceId } = await eventually("an utterance has ended", () => ends()[before]);
  await desk.button("Turn the microphone off").click();
  return utteranceId;
}
