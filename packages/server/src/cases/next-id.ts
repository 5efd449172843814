import type { CaseAction } from "@tocsin/inquiry/case-action";
import { readActions } from "./case-folder.ts";

/** The name of the next decision about origins. One that was dropped keeps its own. */
export const nextOriginDecision = (folder: string): string =>
  next("O", folder, "join-origins", "part-origin");

/** The name of the next hypothesis. One that was withdrawn keeps its own. */
export const nextHypothesis = (folder: string): string => next("H", folder, "hypothesis");

/** The name of the next exhibit. */
export const nextExhibit = (folder: string): string => next("X", folder, "exhibit");

/** The name of the next recording. */
export const nextRecording = (folder: string): string => next("R", folder, "recording");

function next(letter: string, folder: string, ...kinds: readonly CaseAction["kind"][]): string {
  const made = readActions(folder).filter(({ kind }) => kinds.includes(kind));
  return `${letter}${made.length + 1}`;
}
