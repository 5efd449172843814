import { TocsinError } from "@tocsin/sdk";

/** Which month is wanted; null where nobody says. Throws `REQUEST_INVALID` in words. */
export function readMonthQuery(parameters: unknown): string | null {
  if (typeof parameters !== "object" || parameters === null) return null;
  let month: string | null = null;
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== "month") throw invalid(`There is no parameter \`${name}\`: there is month.`);
    if (typeof value !== "string" || !/^\d{4}-(0[1-9]|1[0-2])$/.test(value))
      throw invalid("`month` takes a month such as 2026-11.");
    month = value;
  }
  return month;
}

const invalid = (detail: string): TocsinError => new TocsinError("REQUEST_INVALID", { detail });
