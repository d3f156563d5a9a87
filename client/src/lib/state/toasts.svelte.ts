import { ClientProblem } from "../transport/clientProblem.ts";

/** More would hide the page; the oldest goes first. */
const MAX_SHOWN = 3;

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  message: string;
  isProblem: boolean;
  action: ToastAction | null;
}

/** What has just happened, said in passing, with one thing that can be done about it. */
export class ToastStore {
  items = $state.raw<readonly Toast[]>([]);
  #lastId = 0;

  show(message: string, action: ToastAction | null = null): void {
    this.#add({ message, action, isProblem: false });
  }

  /** Tells of something that did not work; `again` tries once more, where that may help. */
  fail(error: unknown, again: (() => void) | null = null): void {
    const { message, retryable } = ClientProblem.from(error);
    const action = again && retryable ? { label: "Try again", run: again } : null;
    this.#add({ message, action, isProblem: true });
  }

  dismiss(id: number): void {
    this.items = this.items.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, "id">): void {
    this.#lastId += 1;
    this.items = [...this.items, { id: this.#lastId, ...toast }].slice(-MAX_SHOWN);
  }
}
