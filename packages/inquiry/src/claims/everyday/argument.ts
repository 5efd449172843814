import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Undergoer } from "../clause-facts.ts";
import type { Count } from "../count.ts";
import type { Scene } from "../scene.ts";

/** What a slot of a frame is filled with: token indices, `to` after the last. */
export interface Filled {
  readonly from: number;
  readonly to: number;
  readonly value: string;
  readonly count: Count | null;
  readonly population: string | null;
  /** "no house", "none of the windows". */
  readonly none: boolean;
  /** Whether it is told of apart from the trigger: what a list adds to the thing beside it. */
  readonly apart: boolean;
}

/** Reads one kind of argument out of a phrase; nothing where the phrase is of another kind. */
export type ArgumentReader = (
  sentence: ParsedSentence,
  scene: Scene,
  who: Undergoer,
) => readonly Filled[];

/** An argument that is one phrase, with what is said of it. */
export function filled(
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  more: Partial<Pick<Filled, "count" | "population" | "none" | "apart">> = {},
): Filled {
  return { from, to, value, count: null, population: null, none: false, apart: false, ...more };
}
