import { expect, test } from "vitest";
import { shortcutOf } from "./shortcuts.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.for([
  ["n", "new"],
  ["/", "search"],
  ["?", "shortcuts"],
  ["k", null],
  ["Enter", null],
] as const)("%s asks for %s", ([key, wanted]) => {
  expect(shortcutOf({ ...plain, key }, false)).toBe(wanted);
});

test.for(["n", "/", "?"])("%s is text while somebody types", (key) => {
  expect(shortcutOf({ ...plain, key }, true)).toBe(null);
});

test.for(["ctrlKey", "metaKey"] as const)(
  "%s with K opens the palette, also while typing",
  (held) => {
    expect(shortcutOf({ ...plain, key: "k", [held]: true }, true)).toBe("palette");
    expect(shortcutOf({ ...plain, key: "K", [held]: true }, false)).toBe("palette");
    // What the browser itself does with these is left to it.
    expect(shortcutOf({ ...plain, key: "n", [held]: true }, false)).toBe(null);
    expect(shortcutOf({ ...plain, key: "k", [held]: true, shiftKey: true }, false)).toBe(null);
  },
);
