import { expect, test } from "vitest";
import { Metrics } from "./metrics.ts";

const timings = {
  transcriptMs: 10,
  firstTextMs: 300,
  firstSentenceMs: 470,
  firstAudioMs: 625,
  textDoneMs: 700,
  endedMs: 4000,
  silenceMs: 450,
  recognitionMs: 205,
  hiddenMs: null,
};

test("each part of a turn has its histogram, and what did not happen is not counted", async () => {
  const metrics = new Metrics();
  metrics.turn(timings);
  const text = await metrics.registry.metrics();
  for (const [part, ms] of Object.entries({ silence: 450, thinking: 460, speech: 155 })) {
    expect(text).toContain(`voiceplan_turn_part_ms_sum{part="${part}"} ${ms}`);
  }
  expect(text).not.toContain('part="hidden"');
});

test("a watched number is read when somebody asks", async () => {
  const metrics = new Metrics();
  let waiting = 3;
  metrics.watch("events_waiting", "Steps that wait.", () => waiting);
  expect(await metrics.registry.metrics()).toContain("voiceplan_events_waiting 3");
  waiting = 0;
  expect(await metrics.registry.metrics()).toContain("voiceplan_events_waiting 0");
});

test("how late the event loop is belongs to it", async () => {
  expect(await new Metrics().registry.metrics()).toContain("nodejs_eventloop_lag_p99_seconds");
});
