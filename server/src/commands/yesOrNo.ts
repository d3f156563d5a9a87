const around =
  /^(?:(?:um+|uh+m?|er+m?|ah|oh|hm+|well|so|okay|ok|alright|all right|and)\s+)+|\s+(?:please|thanks|thank you|now|then|voiceplan)$/g;

const yes =
  /^(?:(?:yes|yeah|yep|yup|ja|aye|sure|of course|certainly|definitely|absolutely|exactly|right|correct)(?: (?:please|sure|of course|do it|do that|do|go ahead|go for it|that is right|that is it|you can|you may|you should|i am sure))?|(?:please )?(?:do it|do that|do so|do|go ahead|go for it|proceed|confirm|confirmed|make it so|let us do it|let us do that)|go ahead and do it|yes i am sure|i am sure|that is (?:right|correct|fine|it|what i want)|(?:sounds|looks) (?:good|right|fine)|fine|good|okay|ok|alright|all right|by all means|you (?:may|should))$/;
const no =
  /^(?:(?:no|nope|nah|not now|not yet|better not|rather not|i would rather not)(?: (?:no|thanks|thank you|please do not|do not|do not do (?:it|that)|never mind|leave it|keep it|stop|not now|wait|forget it|cancel|cancel that|that is wrong|not that|i do not want that|i do not))*|(?:please )?(?:do not|do not do (?:it|that|so)|never mind|nevermind|cancel|cancel (?:it|that)|forget (?:it|that|about it)|leave (?:it|that)(?: (?:as it is|alone|be))?|keep it(?: as it is)?|stop|stop it|wait|hold on|abort|skip it|on second thought)|(?:i have |i )?changed my mind|that is (?:wrong|not right|not it|not what i (?:want|meant)))$/;
const onwards =
  /^(?:(?:yes|yeah|yep|sure|please) )?(?:go on|carry on|continue|keep going|keep reading|read on|next|next one|the next one|more|further|and then|what else|what is next|what comes next|proceed)$/;

/**
 * What a whole text answers to a yes-or-no question; null when it is no such answer. "On" is what says
 * to go on with something that is under way, and is no consent to anything else.
 */
export function yesOrNo(text: string): "yes" | "no" | "on" | null {
  const plain = text
    .slice(0, 80)
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/\bthat's\b/g, "that is")
    .replaceAll(/\bwhat's\b/g, "what is")
    .replaceAll(/\blet's\b/g, "let us")
    .replaceAll(/\bi'm\b/g, "i am")
    .replaceAll(/\bi'd\b/g, "i would")
    .replaceAll(/\bi've\b/g, "i have")
    .replaceAll(/\bdon'?t\b/g, "do not")
    .replaceAll(/[^\p{L}\p{N}\s]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const bare = plain.replaceAll(around, "").trim();
  for (const words of [plain, bare]) {
    if (yes.test(words)) return "yes";
    if (no.test(words)) return "no";
    if (onwards.test(words)) return "on";
  }
  return null;
}
