import { defineCommand } from "./command.ts";
import { goOn } from "./goOn.ts";

export const speechRate = defineCommand({
  name: "speech.rate",
  summary: "Speak faster or slower",
  examples: ["Slower", "Speak faster"],
  phrases: [
    "[~even | ~go | ~play it] [~a (little | bit | touch | lot) | ~much] ({slower:@slower} | {faster:@faster})",
    "(speak | talk | read | ~say (it | that) | ~go) [~it | ~that | ~this] [~out | ~aloud] [~a (little | bit | touch | lot) | ~much | ~even | ~not so] ({slower:@slower} | {faster:@faster})",
    "{slower:@slowDown} [~a (little | bit | touch | lot)] [~down] | {faster:@speedUp} [~a (little | bit | touch | lot)] [~up]",
    "~[you are | you] [(speak | talk | read | speaking | talking | reading | going | are)] [much | way | a (little | bit)] ({slower:@tooFast} | {faster:@tooSlow}) [for me]",
    "~(that | this | it) (is | was) [much | way | a (little | bit)] ({slower:@tooFast} | {faster:@tooSlow}) [for me]",
    "~do not (speak | talk | read | go) so ({slower:@quick} | {faster:@slow}) | ~not so ({slower:@quick} | {faster:@slow})",
    "~(lower | reduce | decrease | slow down) {slower:@speed} | ~(raise | increase | speed up) {faster:@speed} | ~(turn | bring) {slower:@speed} down | ~(turn | bring) {faster:@speed} up",
    "~(at | with) [a] ({slower:@slower} | {faster:@faster}) @speed | ~(make | set) [the] (it | this | that | @speed | speech | voice) ({slower:@slower} | {faster:@faster})",
  ],
  readSlots: (slots) => ({ direction: "faster" in slots ? "faster" : "slower" }),
  run: ({ direction }, { lastReply }) =>
    Promise.resolve({ say: goOn(direction === "faster" ? "Faster." : "Slower.", lastReply) }),
});
