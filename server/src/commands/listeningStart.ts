import { defineCommand } from "./command.ts";

export const listeningStart = defineCommand({
  name: "listening.start",
  summary: "Start listening",
  examples: ["Keep listening", "Turn the microphone on"],
  phrases: [
    "~(you can | you may) listen [again] | (start | begin | keep [~on] | ~continue | ~resume | ~go on | ~restart) listening [~to (me | us)] [~again]",
    "~listen [to me] [again | on] | ~stay (awake | on | tuned) | ~(wake up | wake [now])",
    "(unmute | ~un mute) [[the | my | ~your] @microphone | ~me | ~us | ~yourself] | @microphone on | ~@microphone unmute",
    "(turn | switch) on [the | my | ~your] @microphone [~again] | (turn | switch) [the | my | ~your] @microphone [~back] on | ~(enable | activate | open | start | reactivate) [the | my | your] @microphone",
    "~(turn | switch) on listening | ~(turn | switch) listening [back] on | ~listening on | ~do not stop listening",
    "~are you [still] listening",
  ],
  run: () => Promise.resolve({ say: "Listening." }),
});
