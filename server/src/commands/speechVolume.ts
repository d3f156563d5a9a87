import { defineCommand } from "./command.ts";
import { goOn } from "./goOn.ts";

export const speechVolume = defineCommand({
  name: "speech.volume",
  summary: "Speak louder or more quietly",
  examples: ["Louder", "Speak more quietly"],
  phrases: [
    "[~even | ~go | ~play it] [~a (little | bit | touch | lot) | ~much] ({louder:@louder} | {quieter:@quieter})",
    "(speak | talk | read | ~say (it | that) | ~be) [~it | ~that | ~this] [~out | ~aloud] [~a (little | bit | touch | lot) | ~much | ~even] ({louder:@louder} | {quieter:@quieter})",
    "{louder:@speakUp} [~a (little | bit | touch | lot)] | ~{quieter:@speakDown}",
    "volume ({louder:@up} | {quieter:@down}) | (turn | ~bring) ({louder:@up} | {quieter:@down}) [the | ~your] (volume | ~voice | ~sound | ~speaker) | (turn | ~bring) ([the | ~your] (volume | voice | sound | speaker) | it | yourself) [~a (little | bit)] ({louder:@up} | {quieter:@down})",
    "({louder:@raise} | {quieter:@lower}) [the | ~your] (volume | ~voice) [~a (little | bit)] | ~more {louder:@volume} | ~less {quieter:@volume}",
    "~[you are | you] [(speak | talk | speaking | talking | are)] [much | way | a (little | bit)] ({quieter:@tooLoud} | {louder:@tooQuiet}) [for me]",
    "~(that | this | it) (is | was) [much | way | a (little | bit)] ({quieter:@tooLoud} | {louder:@tooQuiet}) [for me]",
    "~(do not (speak | talk | be) so | not so) {quieter:@loud} | ~(do not (speak | talk) so | not so) {louder:@quiet}",
    "~{louder:@inaudible} | ~make (it | the volume | your voice) ({louder:@louder} | {quieter:@quieter})",
  ],
  readSlots: (slots) => ({ direction: "louder" in slots ? "louder" : "quieter" }),
  run: ({ direction }, { lastReply }) =>
    Promise.resolve({ say: goOn(direction === "louder" ? "Louder." : "Quieter.", lastReply) }),
});
