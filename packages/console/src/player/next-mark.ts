import type { Timeline } from "@tocsin/sdk";

/** The nearest marked moment after a time, or before it; null where there is none. */
export function nextMarkUs(
  marks: Timeline["marks"],
  timeUs: number,
  direction: 1 | -1,
): number | null {
  let found: number | null = null;
  for (const mark of marks) {
    const ahead = (mark.timeUs - timeUs) * direction;
    if (ahead <= 0) continue;
    if (found === null || ahead < (found - timeUs) * direction) found = mark.timeUs;
  }
  return found;
}
