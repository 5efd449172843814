import type { Span } from "../text/span.ts";

/** The id of a claim: its account, place, predicate and value. */
export const claimIdOf = (
  accountId: string,
  span: Span,
  predicate: string,
  value: string,
): string => `${accountId}:${span.start}-${span.end}:${predicate}:${value}`;
