import { readFileSync } from "node:fs";
import { ENGINE_VERSION } from "@tocsin/core";
import {
  type KeptBundle,
  type KeptRecording,
  type Recording,
  RECORDING_RULES,
} from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { recordingPath } from "./recording-paths.ts";
import type { RecordingQuestion } from "./translate-recording.ts";

export type RecordingAction = Extract<CaseAction, { kind: "recording" }>;

/** What was kept of a journal, or of a bundle. */
export interface Kept {
  readonly chain: string | null;
  readonly lastSequence: number;
  readonly sha256: string;
  readonly bundle?: KeptBundle;
  readonly recording: Recording;
  readonly asked: RecordingQuestion;
}

/** A recording as the text that is kept, and hashed. */
export const recordingText = (recording: Recording): string =>
  `${JSON.stringify(recording, null, 2)}\n`;

/** What does not hold of what a recording is said to hold: its journal or bundle, which is the one that was added, is read `again`. */
export function readingProblems(
  folder: string,
  { id, recording, sha256 }: KeptRecording,
  { from, again }: { readonly from: "journal" | "bundle"; readonly again: () => Recording },
): readonly string[] {
  if (recording.rules !== RECORDING_RULES || recording.engine !== ENGINE_VERSION)
    return [
      `recording ${id} was read with rules ${recording.rules} and engine ${recording.engine}, and this program has ${RECORDING_RULES} and ${ENGINE_VERSION}: verify it with the Tocsin that read it`,
    ];
  return recordingText(again()) === readFileSync(recordingPath(folder, sha256), "utf8")
    ? []
    : [`what recording ${id} is said to hold is not what its ${from} gives`];
}
