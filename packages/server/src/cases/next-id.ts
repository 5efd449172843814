import { readActions } from "./case-folder.ts";

/** The name of the next decision about origins. One that was dropped keeps its own. */
export function nextOriginDecision(folder: string): string {
  const made = readActions(folder).filter(
    ({ kind }) => kind === "join-origins" || kind === "part-origin",
  );
  return `O${made.length + 1}`;
}

/** The name of the next hypothesis. One that was withdrawn keeps its own. */
export function nextHypothesis(folder: string): string {
  return `H${readActions(folder).filter(({ kind }) => kind === "hypothesis").length + 1}`;
}
