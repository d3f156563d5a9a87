import { defineCommand } from "./command.ts";

export const listeningStop = defineCommand({
  name: "listening.stop",
  summary: "Stop listening",
  examples: ["Stop listening", "Mute the microphone"],
  phrases: [
    "stop listening [~to (me | us | this | the room)] | ~(quit | cease | pause | end) listening | ~no (more | longer) listening",
    "~do not listen [to (me | us | this)] [~any more | ~anymore | ~any longer] | ~stop hearing (me | us) | ~listen no more",
    "mute [[the | my | ~your] @microphone | ~me | ~us | ~yourself] | @microphone off | ~@microphone mute | ~mute yourself @microphone off",
    "(turn | switch | ~shut) off [the | my | ~your] @microphone | (turn | switch | ~shut) [the | my | ~your] @microphone off | ~(disable | deactivate | close | stop | kill | cut | pause) [the | my | your] @microphone",
    "~(turn | switch) off listening | ~(turn | switch) listening off | ~listening off | ~(go to sleep | sleep [now | mode] | cover your ears | go off the record)",
    "~i am (talking | speaking) to (someone | somebody) else | ~this is not for you",
  ],
  run: () => Promise.resolve({ say: "Not listening." }),
});
