/** What Whisper has learnt from subtitles to say when nobody speaks. */
const inventions = new Set([
  "thank you",
  "thanks for watching",
  "thank you for watching",
  "thank you so much for watching",
  "please subscribe",
  "like and subscribe",
  "subscribe",
  "see you next time",
  "see you in the next video",
  "bye",
  "bye bye",
  "you",
  "the end",
  "music",
  "applause",
  "silence",
  "subtitles by the amaraorg community",
]);

/** Whether these words, or each sentence of them, may have been said by nobody. It is no proof. */
export function isInvention(text: string): boolean {
  if (inventions.has(plain(text))) return true;
  const sentences = text.split(/[.!?]+(?=\s|$)/).map(plain);
  const said = sentences.filter((sentence) => sentence !== "");
  return said.length > 0 && said.every((sentence) => inventions.has(sentence));
}

/** In small letters, without marks. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("-", " ")
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}
