import type { Mode } from "@tocsin/core";

/** Stands first in every text that is not the real thing. */
export const markOf = (mode: Mode): string => (mode === "live" ? "" : `${mode.toUpperCase()}: `);

/** Whether an event is of operations, an exercise or a simulation, as the standard tells them apart. */
export function operationOf(mode: Mode): "o" | "e" | "s" {
  if (mode === "live") return "o";
  return mode === "drill" || mode === "shadow" ? "e" : "s";
}
