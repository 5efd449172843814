import { TocsinError } from "@tocsin/sdk";

/** Of a live post's past, so much is shown where nobody asks for more or less. */
export const LIVE_PAST_S = 600;
/** One may look back so far at once. */
export const TIMELINE_LAST_MAX_S = 86_400;

/** How many seconds of a record's end are wanted; null where nobody says. Throws `REQUEST_INVALID` in words. */
export function readTimelineQuery(parameters: unknown): number | null {
  if (typeof parameters !== "object" || parameters === null) return null;
  let lastS: number | null = null;
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== "last") throw invalid(`There is no parameter \`${name}\`: there is last.`);
    lastS = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : 0;
    if (lastS < 1 || lastS > TIMELINE_LAST_MAX_S)
      throw invalid(`\`last\` takes whole seconds, from 1 to ${TIMELINE_LAST_MAX_S}.`);
  }
  return lastS;
}

const invalid = (detail: string): TocsinError => new TocsinError("REQUEST_INVALID", { detail });
