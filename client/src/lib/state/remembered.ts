/** What this browser remembers, where it is allowed to; otherwise only until the page is closed. */
export const remembered = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(`voiceplan.${key}`);
    } catch {
      // Storage is blocked: nothing is remembered, and nothing else changes.
      return null;
    }
  },

  /** Whether it is remembered, for whom that makes a difference. */
  set(key: string, value: string | null): boolean {
    try {
      if (value === null) localStorage.removeItem(`voiceplan.${key}`);
      else localStorage.setItem(`voiceplan.${key}`, value);
      return true;
    } catch {
      // As above; a full storage is no reason to stop either.
      return false;
    }
  },
};
