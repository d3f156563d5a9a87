const numbers = new Intl.NumberFormat("en");

/** "1 plan", "2 plans". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}
