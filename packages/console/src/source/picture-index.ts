import type { Timeline } from "@tocsin/sdk";

/** Index of the last picture at or before a time; the first where all are later. By bisection: pictures are in order. */
export function pictureIndexAt({ pictures }: Pick<Timeline, "pictures">, timeUs: number): number {
  let low = 0;
  let high = pictures.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pictures[middle]?.timeUs ?? Infinity) <= timeUs) low = middle;
    else high = middle - 1;
  }
  return low;
}
