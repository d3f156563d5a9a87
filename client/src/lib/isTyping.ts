/** Where letters are text, or choose something. */
const selector =
  'input:not([type=checkbox]), textarea, select, dialog, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/** Whether a key goes to something that takes letters, so that it means no shortcut. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
