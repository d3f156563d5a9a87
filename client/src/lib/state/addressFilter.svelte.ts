import { goto } from "$app/navigation";
import { resolve } from "$app/paths";
import { page } from "$app/state";
import { SvelteURLSearchParams } from "svelte/reactivity";

interface Address<F> {
  path: "/projects" | "/plans" | "/conversations" | "/search";
  /** What the query of the address asks for. */
  read: (query: Pick<URLSearchParams, "get">) => F;
  /** The query of its address; empty: nothing is left out. */
  write: (filter: F) => string;
}

/** What a page shows of its list, kept in its address: a link shows the same, and the back button takes it back. */
export class AddressFilter<F extends { q: string }> {
  readonly #address: Address<F>;
  /** Other addresses that ask for the same are the same. */
  readonly query: string = $derived.by(() => {
    const { read, write } = this.#address;
    return write(read(page.url.searchParams));
  });
  readonly value: F = $derived.by(() => this.#address.read(new SvelteURLSearchParams(this.query)));

  constructor(address: Address<F>) {
    this.#address = address;
  }

  /** Only choices, not what is typed, are steps to go back. */
  change(part: Partial<F>): void {
    const { path, write } = this.#address;
    const query = write({ ...this.value, ...part });
    void goto(resolve(query === "" ? path : `${path}?${query}`), {
      replace: part.q !== undefined,
      reset: false,
    });
  }
}
