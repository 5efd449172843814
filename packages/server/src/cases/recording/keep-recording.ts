import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptRecording, Recording } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import { copyJournal } from "../../journal/copy-journal.ts";
import { verifyJournal } from "../../journal/verify-journal.ts";
import { sha256Of } from "../case-folder.ts";
import { bundleProblems } from "./keep-bundle.ts";
import {
  type Kept,
  type RecordingAction,
  readingProblems,
  recordingText,
} from "./kept-recording.ts";
import { hasErasedLooks, neededFor } from "./needed-records.ts";
import { recordingJournal, recordingPath } from "./recording-paths.ts";
import { type RecordingQuestion, translateRecording } from "./translate-recording.ts";

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
    const recording = readingOf(fresh, asked);
    const text = recordingText(recording);
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

/** What does not hold of a recording: its copy is checked from the first record to the last, and translated again. */
export function recordingProblems(
  folder: string,
  kept: KeptRecording,
  action: RecordingAction,
): readonly string[] {
  const { asked, bundle, chain, sha256 } = action;
  if (bundle !== undefined) return bundleProblems(folder, kept, { ...action, bundle });
  const { id } = kept;
  const journal = recordingJournal(folder, sha256);
  if (!existsSync(journal)) return [`the journal of recording ${id} is missing`];
  const found = verifyJournal(journal, {});
  if (!found.ok)
    return [
      `the journal of recording ${id} does not verify: ${found.firstBad?.reason ?? "records are missing"}`,
    ];
  if (found.chain !== chain || found.lastSequence !== kept.lastSequence)
    return [`the journal of recording ${id} is not the one that was added`];
  return readingProblems(folder, kept, {
    from: "journal",
    again: () => readingOf(journal, asked),
  });
}

/** Throws where nothing was configured in the journal by then. */
function readingOf(journal: string, asked: RecordingQuestion): Recording {
  const recording = translateRecording(journal, asked);
  if (recording === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return recording;
}
