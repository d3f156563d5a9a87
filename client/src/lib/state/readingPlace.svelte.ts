import { tick, untrack } from "svelte";
import { on } from "svelte/events";
import { isTyping } from "../isTyping.ts";
import { earlierThan, lastPart, laterThan, partAt, type ListPart } from "../words/listPart.ts";

/** Closer to the end than this is at the end. */
const NEAR_PX = 48;
/** Closer to the edge of what is in the page than this, what comes beyond it is wanted. */
const AHEAD_PX = 600;

interface Place<T> {
  items: () => readonly T[];
  /** What scrolls, seen from the list; left out: the page. */
  scrollerOf?: (list: HTMLElement) => HTMLElement | null;
  /** The first item is near: those before it are wanted, where not all of them are there. */
  onstart?: () => void;
  /** Fetches all that is missing before the first item. Resolves in any case. */
  complete?: () => Promise<void>;
}

/**
 * Where somebody is in a long list that is read from its end, and the part of the list that is in the
 * page for it.
 *
 * Invariants: at the end, what comes is followed; anywhere else, what is being read stays where it is,
 * whatever comes above or below it. However long the list is, the page holds no more than 150 items.
 */
export class ReadingPlace<T extends { id: string }> {
  readonly #place: Place<T>;
  #follows = $state(true);
  /** The first item in the page, while the person is not at the end. */
  #firstId = $state<string | null>(null);
  #list: HTMLElement | null = null;
  #scroller: HTMLElement = document.documentElement;
  #lastTop = 0;
  #lastSize = "";
  #isMoving = false;

  constructor(place: Place<T>) {
    this.#place = place;
  }

  /** The person is at the end, and is shown what comes. */
  get follows(): boolean {
    return this.#follows;
  }

  readonly part: ListPart = $derived.by(() => {
    const items = this.#place.items();
    const from = this.#firstId === null ? -1 : items.findIndex(({ id }) => id === this.#firstId);
    return from < 0 ? lastPart(items.length) : partAt(from, items.length);
  });
  readonly shown = $derived.by(() => this.#place.items().slice(this.part.from, this.part.to));
  readonly isAtNewest = $derived.by(() => this.part.to === this.#place.items().length);

  /** An attachment for the element that holds nothing but what is shown, item by item. */
  readonly attach = (list: HTMLElement): (() => void) => {
    const { scrollerOf } = this.#place;
    const scroller = scrollerOf?.(list) ?? document.documentElement;
    this.#list = list;
    this.#scroller = scroller;
    // The place is kept here, and by the browser as well it would be kept twice.
    scroller.style.overflowAnchor = "none";
    const source = scroller === document.documentElement ? document : scroller;
    const ends = [
      on(source, "scroll", () => this.#onscroll()),
      on(source, "keydown", (event) => {
        if (event instanceof KeyboardEvent) this.#onkeydown(event);
      }),
    ];
    // When the window or what is in it changes its size, the end stays in sight.
    const observer = new ResizeObserver(() => {
      if (this.#follows && this.shown.length > 0) this.#scrollToEnd();
    });
    for (const node of [scroller, list.parentElement]) if (node) observer.observe(node);
    $effect(() => {
      const { to } = this.part;
      // Another list is read from its end, too; of the same, more has come and may not be enough.
      untrack(() => (to === 0 ? this.#joinEnd() : this.#look()));
    });
    return () => {
      for (const end of ends) end();
      observer.disconnect();
      scroller.style.overflowAnchor = "";
    };
  };

  earlier(): void {
    this.#leaveEnd();
    if (this.part.from > 0) void this.#show(earlierThan(this.part));
    else this.#place.onstart?.();
  }

  later(): void {
    void this.#show(laterThan(this.part, this.#place.items().length));
  }

  async toStart(): Promise<void> {
    this.#leaveEnd();
    await this.#place.complete?.();
    await this.#show(0);
    this.#scroller.scrollTop = 0;
  }

  async toEnd(): Promise<void> {
    this.#joinEnd();
    await tick();
    this.#scrollToEnd();
  }

  #joinEnd(): void {
    this.#follows = true;
    this.#firstId = null;
  }

  #leaveEnd(): void {
    this.#follows = false;
    this.#firstId ??= this.shown[0]?.id ?? null;
  }

  #scrollToEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #onscroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const size = `${scrollHeight} ${clientHeight}`;
    // Where lines break anew the browser scrolls by itself; where nothing did, the person has.
    const isResized = size !== this.#lastSize;
    const isUp = scrollTop < this.#lastTop;
    this.#lastTop = scrollTop;
    this.#lastSize = size;
    if (this.#belowPx < NEAR_PX && this.isAtNewest) this.#joinEnd();
    else if (isResized && this.#follows) this.#scrollToEnd();
    else if (isUp) this.#leaveEnd();
    this.#look();
  }

  #onkeydown(event: KeyboardEvent): void {
    const { key, altKey, metaKey, shiftKey } = event;
    if (event.defaultPrevented || altKey || metaKey || shiftKey || isTyping(event)) return;
    if (key !== "Home" && key !== "End") return;
    event.preventDefault();
    void (key === "Home" ? this.toStart() : this.toEnd());
  }

  get #belowPx(): number {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** Sees to it that there is something to read beyond what is in sight. */
  #look(): void {
    if (this.#follows || this.#isMoving) return;
    if (this.#scroller.scrollTop < AHEAD_PX) this.earlier();
    else if (this.#belowPx < AHEAD_PX && !this.isAtNewest) this.later();
  }

  /** Has the page begin with another item; what is in sight stays where it is. */
  async #show(from: number): Promise<void> {
    const first = this.#place.items()[from];
    if (!first || first.id === this.#firstId || this.#isMoving) return;
    const seen = [...(this.#list?.children ?? [])].find(
      (item) => item.getBoundingClientRect().bottom > this.#edgePx,
    );
    const beforePx = seen?.getBoundingClientRect().top ?? 0;
    this.#isMoving = true;
    this.#firstId = first.id;
    await tick();
    this.#isMoving = false;
    if (seen?.isConnected) {
      this.#scroller.scrollTop += seen.getBoundingClientRect().top - beforePx;
      this.#lastTop = this.#scroller.scrollTop;
    }
  }

  /** Where what scrolls begins, in the window. */
  get #edgePx(): number {
    const isPage = this.#scroller === document.documentElement;
    return isPage ? 0 : this.#scroller.getBoundingClientRect().top;
  }
}
