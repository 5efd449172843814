import type { DefenceEvent } from "@tocsin/core";
import { plainLine } from "@tocsin/sdk";

/** `inhibited by the tower (a helicopter lands), as reported by C2`. */
export function defenceText({ state, by, inhibitedBy, reason }: DefenceEvent): string {
  const holder = inhibitedBy === undefined ? "" : ` by ${inhibitedBy}`;
  const why = reason === undefined ? "" : ` (${reason})`;
  return plainLine(`${state}${holder}${why}, as reported by ${by}`);
}
