import type { ObservedCell } from "./sensor-conduct.ts";
import { type Share, shareOf } from "./share.ts";

/** Of fewer flights nothing is said. */
export const FLIGHTS_LEAST = 5;
/** A claim is confirmed where certainly more than this part of it was seen. */
const CONFIRMED_PART = 0.5;

/** What a cell shows of the claim: certainly less is seen; what is seen agrees with it; too little flew there to say. */
export type CellVerdict = "less" | "as-claimed" | "too-few";

/** The share that a sensor saw of what was asked in some cells, its interval, and what that says of the claim. */
export interface ObservedShare extends Share {
  readonly asked: number;
  readonly found: number;
  /** Null where they were not counted, in journals of earlier versions: then each look counts as one. */
  readonly flights: number | null;
  readonly claimed: number;
  readonly verdict: CellVerdict;
}

/**
 * Of one cell, or of several together. Looks at one flight go the same way, by its size and the ground below its path, so the interval is that of as
 * many cases as there were flights: it is too wide where looks at one flight differ, and never too narrow.
 */
export function judgeCells(cells: readonly ObservedCell[]): ObservedShare {
  const sum = (of: (cell: ObservedCell) => number): number =>
    cells.reduce((total, cell) => total + of(cell), 0);
  const asked = sum((cell) => cell.asked);
  const found = sum((cell) => cell.found);
  const counted = cells.every(({ flights }) => flights !== undefined);
  const flights = counted ? sum((cell) => cell.flights ?? 0) : null;
  const cases = flights ?? asked;
  const claimed = asked > 0 ? sum((cell) => cell.claimed * cell.asked) / asked : 0;
  const share = shareOf(asked > 0 ? (found / asked) * cases : 0, cases);
  return { ...share, asked, found, flights, claimed, verdict: verdictOf(share, cases, claimed) };
}

function verdictOf({ least, greatest }: Share, cases: number, claimed: number): CellVerdict {
  if (cases < FLIGHTS_LEAST) return "too-few";
  if (greatest < claimed) return "less";
  return least > CONFIRMED_PART * claimed ? "as-claimed" : "too-few";
}
