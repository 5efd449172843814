/** All items of an iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The same number so many times. */
export const times = (count: number, value: number): number[] =>
  Array.from({ length: count }, () => value);
