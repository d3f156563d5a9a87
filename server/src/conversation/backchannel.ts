/** What listeners say to show that they listen. "Yes" and "no" are not among them: they are answers. */
const SOUND =
  "m+[- ]?h+m+|uh+[- ]?huh|m+|h+m+|uh+|um+|aha|a+h|o+h|yeah|yep|yup|right|ok|okay|sure|i see|got it";
const BACKCHANNEL = new RegExp(`^[\\s\\p{P}]*(?:(?:${SOUND})(?:[\\s\\p{P}]+|$)){1,3}$`, "iu");

/** Whether this is the sound of somebody listening ("mhm", "yeah, right") and no message. */
export function isBackchannel(text: string): boolean {
  return BACKCHANNEL.test(text);
}
