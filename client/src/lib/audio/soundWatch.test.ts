import { expect, test } from "vitest";
import { SoundWatch } from "./soundWatch.ts";

const zeros = new Float32Array(512);
const sound = Float32Array.of(0, 0.01, 0);

test("the first moments may be zeros; after eight seconds the microphone is silent", () => {
  const watch = new SoundWatch();
  const states = Array.from({ length: 260 }, () => watch.push(zeros));
  expect([states[0], states[45]]).toEqual(["awaited", "awaited"]);
  expect([states[47], states[248]]).toEqual(["expected", "expected"]);
  expect(states.at(-1)).toBe("silent");
  expect(watch.push(sound)).toBe("heard");
});

test("once something was heard, silence is only silence", () => {
  const watch = new SoundWatch();
  expect(watch.push(sound)).toBe("heard");
  for (let count = 0; count < 1000; count += 1) expect(watch.push(zeros)).toBe("heard");
});
