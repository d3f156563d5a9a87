import type { Mark } from "./playbackBuffer.ts";
import { RecentMap } from "../recentMap.ts";

/**
 * What has been heard of each reply, from the marks of the output. Times are frames of the output's
 * clock, positions are samples. Pure: it is told the time, which may lie before the newest marks,
 * because what was rendered is on its way to the ear.
 */
export class PlaybackClock {
  /** From the one that counts now on; all of one reply's marks come after all of the one's before. */
  #marks: Mark[] = [];
  /** Where replies were left, by reply. */
  readonly #past = new RecentMap<number>();

  add(mark: Mark): void {
    this.#marks.push(mark);
  }

  /** How many samples of a reply were heard by then. */
  heard(replyId: string, frame: number): number {
    this.#forget(frame);
    const mark = this.#marks.findLast((one) => one.replyId === replyId && one.frame <= frame);
    if (!mark) return this.#past.get(replyId) ?? 0;
    const next = this.#marks[this.#marks.indexOf(mark) + 1];
    return (
      mark.position + (mark.isRunning ? Math.min(frame, next?.frame ?? frame) - mark.frame : 0)
    );
  }

  /** The mark since which everything that the output had was heard; null: not by then. */
  restsSince(frame: number): Mark | null {
    const last = this.#marks.at(-1);
    return last && !last.isRunning && last.buffered === 0 && last.frame <= frame ? last : null;
  }

  /** The reply that is heard then; null: none is. */
  playing(frame: number): string | null {
    const mark = this.#marks.findLast((one) => one.frame <= frame);
    return mark?.isRunning ? mark.replyId : null;
  }

  /** Nothing is heard from now on: what was heard stays as it is. */
  stop(frame: number): void {
    for (const replyId of new Set(this.#marks.map((mark) => mark.replyId))) {
      this.#past.set(replyId, this.heard(replyId, frame));
    }
    this.#marks = [];
  }

  /** Marks that say nothing any more about what is heard now or later. */
  #forget(frame: number): void {
    while ((this.#marks[1]?.frame ?? Infinity) <= frame) {
      const [over, next] = this.#marks;
      if (!over || !next) return;
      const played = over.isRunning ? next.frame - over.frame : 0;
      this.#past.set(over.replyId, over.position + played);
      this.#marks.shift();
    }
  }
}
