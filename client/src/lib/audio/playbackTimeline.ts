interface Segment {
  replyId: string;
  start: number;
  end: number;
}

/** Before the first frame of a reply and after a gap, so that the next frame comes in time. */
const LEAD_SECONDS = 0.04;

/**
 * When each piece of reply audio plays, on the clock of the audio output, in seconds. Pieces follow
 * each other without a gap. Pure: it is told the time.
 */
export class PlaybackTimeline {
  #segments: Segment[] = [];
  /** Played seconds of segments that are over and forgotten, by reply. */
  readonly #past = new Map<string, number>();

  /** Takes a piece of `seconds`; returns when it is to start. */
  add(replyId: string, seconds: number, now: number): number {
    this.#forget(now);
    const last = this.#segments.at(-1);
    const start = last && last.end >= now ? last.end : now + LEAD_SECONDS;
    this.#segments.push({ replyId, start, end: start + seconds });
    return start;
  }

  /** How much of a reply was really played, in milliseconds. */
  playedMs(replyId: string, now: number): number {
    let seconds = this.#past.get(replyId) ?? 0;
    for (const segment of this.#segments) {
      if (segment.replyId !== replyId) continue;
      seconds += Math.max(0, Math.min(now, segment.end) - segment.start);
    }
    return Math.round(seconds * 1000);
  }

  /** The reply that is being played or about to be; null when everything was. */
  current(now: number): string | null {
    return this.#segments.find((segment) => segment.end > now)?.replyId ?? null;
  }

  /** Nothing plays on from now; what was played stays known. */
  stop(now: number): void {
    this.#segments = this.#segments.map((segment) => ({
      ...segment,
      end: Math.max(segment.start, Math.min(segment.end, now)),
    }));
    this.#forget(Infinity);
  }

  #forget(now: number): void {
    const over = this.#segments.filter((segment) => segment.end < now);
    for (const { replyId, start, end } of over) {
      this.#past.set(replyId, (this.#past.get(replyId) ?? 0) + end - start);
    }
    this.#segments = this.#segments.filter((segment) => segment.end >= now);
  }
}
