import { MediaQuery } from "svelte/reactivity";

const isWide = new MediaQuery("min-width: 75rem");
const isNarrow = new MediaQuery("max-width: 47.99rem");

/** What the desk shows one of at a time where there is no room for more. */
export type DeskView = "menu" | "talk" | "plan";

/** How much room there is: three columns, two with the sidebar folded, or one with tabs. */
export const layout = {
  get room(): "wide" | "middle" | "narrow" {
    if (isWide.current) return "wide";
    return isNarrow.current ? "narrow" : "middle";
  },
};
