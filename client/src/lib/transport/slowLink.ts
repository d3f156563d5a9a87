const slowKinds: readonly unknown[] = ["slow-2g", "2g", "3g"];

/**
 * Whether the browser takes its link for slow, or the person has asked it to save data. `connection`:
 * what `navigator.connection` is, where there is one.
 */
export function isSlowLink(connection: unknown): boolean {
  if (typeof connection !== "object" || connection === null) return false;
  if ("saveData" in connection && connection.saveData === true) return true;
  return "effectiveType" in connection && slowKinds.includes(connection.effectiveType);
}
