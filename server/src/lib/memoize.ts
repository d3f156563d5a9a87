/** The function, computed once for each name. */
export function memoize<T>(compute: (name: string) => T): (name: string) => T {
  const results = new Map<string, T>();
  return (name) => {
    const before = results.get(name);
    if (before !== undefined) return before;
    const result = compute(name);
    results.set(name, result);
    return result;
  };
}
