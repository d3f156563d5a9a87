import { z } from "zod";

/** How fast replies are spoken: 1 is the voice's own pace, 2 twice as fast. */
export const SpeechRate = z.number().min(0.5).max(2);

/** The name of a voice; `GET /api/system` lists those that there are. */
export const VoiceName = z.string().min(1).max(60);
