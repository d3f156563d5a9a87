import { expect, test } from "vitest";
import { trimSilence } from "./trimSilence.ts";

const RATE = 16_000;
const ms = (count: number): number => (RATE * count) / 1000;
const voiced = (from: number, to: number, total: number): Int16Array =>
  Int16Array.from({ length: total }, (_, at) => (at >= from && at < to ? 4_000 : 3));

test("silence around the words goes, but for a breath before and the pause after", () => {
  const trimmed = trimSilence(voiced(ms(300), ms(800), ms(1_500)), RATE, 100);
  expect(trimmed).toHaveLength(ms(15 + 500 + 100));
});

test("a pause within the words stays", () => {
  const samples = voiced(ms(100), ms(600), ms(700));
  samples.fill(0, ms(200), ms(500));
  expect(trimSilence(samples, RATE, 0)).toHaveLength(ms(15 + 500));
});

test("there is no more pause than there was", () => {
  expect(trimSilence(voiced(0, ms(500), ms(520)), RATE, 100)).toHaveLength(ms(520));
});

test("all silence is nothing, and so is nothing", () => {
  expect(trimSilence(voiced(0, 0, ms(500)), RATE, 100)).toHaveLength(0);
  expect(trimSilence(new Int16Array(0), RATE, 100)).toHaveLength(0);
});

test("it is a view of the same memory", () => {
  const samples = voiced(ms(100), ms(200), ms(300));
  expect(trimSilence(samples, RATE, 0).buffer).toBe(samples.buffer);
});
