import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_VERSION } from "@tocsin/core";
import {
  type KeptBundle,
  type KeptRecording,
  type Recording,
  RECORDING_RULES,
} from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { TocsinError } from "@tocsin/sdk";
import { copyJournal } from "../../journal/copy-journal.ts";
import { verifyJournal } from "../../journal/verify-journal.ts";
import { sha256Of } from "../case-folder.ts";
import { bundleProblems } from "./keep-bundle.ts";
import { hasErasedLooks, neededFor } from "./needed-records.ts";
import { recordingJournal, recordingPath } from "./recording-paths.ts";
import { type RecordingQuestion, translateRecording } from "./translate-recording.ts";

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

/**
 * Copies of a journal into a case what the answer is read from, checks the copy, and reads it there: whoever has the case can do the same again,
 * without the post and without a network.
 */
export function keepRecording(
  folder: string,
  journal: string,
  question: Omit<RecordingQuestion, "looksErased">,
): Kept {
  const asked = { ...question, looksErased: hasErasedLooks(journal, question) };
  const fresh = join(folder, "recordings", "fresh");
  rmSync(fresh, { recursive: true, force: true });
  try {
    copyJournal(journal, fresh, neededFor(asked));
    const { ok, chain, lastSequence, firstBad } = verifyJournal(fresh, {});
    if (!ok || chain === null || lastSequence === null)
      throw new TocsinError("CASE_RECORDING", {
        path: journal,
        detail: `does not verify: ${firstBad?.reason ?? "records are missing"}`,
      });
    const recording = translateRecording(fresh, asked);
    const text = textOf(recording);
    const sha256 = sha256Of(text);
    const own = recordingJournal(folder, sha256);
    if (!existsSync(own)) renameSync(fresh, own);
    if (!existsSync(recordingPath(folder, sha256)))
      writeFileSync(recordingPath(folder, sha256), text, { flag: "wx" });
    return { chain, lastSequence, sha256, recording, asked };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const textOf = (recording: Recording): string => `${JSON.stringify(recording, null, 2)}\n`;

/** What does not hold of a recording: its copy is checked from the first record to the last, and translated again. */
export function recordingProblems(
  folder: string,
  kept: KeptRecording,
  action: RecordingAction,
): readonly string[] {
  const { asked, bundle, chain, sha256 } = action;
  if (bundle !== undefined) return bundleProblems(folder, kept, { ...action, bundle });
  const { id, recording } = kept;
  const journal = recordingJournal(folder, sha256);
  if (!existsSync(journal)) return [`the journal of recording ${id} is missing`];
  const found = verifyJournal(journal, {});
  if (!found.ok)
    return [
      `the journal of recording ${id} does not verify: ${found.firstBad?.reason ?? "records are missing"}`,
    ];
  if (found.chain !== chain || found.lastSequence !== kept.lastSequence)
    return [`the journal of recording ${id} is not the one that was added`];
  if (recording.rules !== RECORDING_RULES || recording.engine !== ENGINE_VERSION)
    return [
      `recording ${id} was read with rules ${recording.rules} and engine ${recording.engine}, and this program has ${RECORDING_RULES} and ${ENGINE_VERSION}: verify it with the Tocsin that read it`,
    ];
  const again = textOf(translateRecording(journal, asked));
  return again === readFileSync(recordingPath(folder, sha256), "utf8")
    ? []
    : [`what recording ${id} is said to hold is not what its journal gives`];
}
