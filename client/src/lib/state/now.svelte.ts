import { createSubscriber } from "svelte/reactivity";

const TICK_MS = 30_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, TICK_MS);
  return () => clearInterval(timer);
});

/** The time, for what is shown relative to it: read where it is shown, it moves on by itself. */
export const now = {
  get ms(): number {
    subscribe();
    return Date.now();
  },
};
