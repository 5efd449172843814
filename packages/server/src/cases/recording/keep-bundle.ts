import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FLOWN_S, MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { KeptBundle, KeptRecording, Recording } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import {
  isBundle,
  readBundle,
  type SignedBundle,
  verifyBundle,
} from "../../bundle/verify-bundle.ts";
import { recordContent, recordTimeUs } from "../../journal/record-content.ts";
import { sha256Of } from "../case-folder.ts";
import { readHead } from "../read-head.ts";
import { type BundleRecords, bundleRecords } from "./bundle-records.ts";
import { isoOf } from "./iso-time.ts";
import {
  type Kept,
  type RecordingAction,
  readingProblems,
  recordingText,
} from "./kept-recording.ts";
import { bundlePath, recordingPath } from "./recording-paths.ts";
import { type RecordingQuestion, translateRecording } from "./translate-recording.ts";

/** A larger file is no bundle that Tocsin writes: 200,000 records of a kilobyte. */
const BYTES_MAX = 512 * 1024 * 1024;
/** So long before it comes to a place a flight is followed, and a little for what was sensed just before. */
const FLIGHT_US = (FLOWN_S + 10) * MICROS_PER_SECOND;
const HEAD_BYTES = 64;

type Asked = Omit<RecordingQuestion, "looksErased">;

/** Whether a file says that it is a bundle. */
export function isBundleFile(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  return isBundle(readHead(path, HEAD_BYTES).toString("latin1"));
}

/**
 * Keeps another party's bundle in a case, once its signature is checked with the key alone, and reads what it still holds. What it leaves out is kept as
 * left out: nothing is said to have been absent for that.
 */
export function keepBundle(
  folder: string,
  path: string,
  { question, publicKeys }: { readonly question: Asked; readonly publicKeys: readonly string[] },
): Kept {
  const bytes = readBytes(path);
  const checked = checkedBundle(bytes, path, publicKeys);
  const asked = { ...question, looksErased: false };
  const recording = readingOf(checked, path, asked);
  const text = recordingText(recording);
  const sha256 = sha256Of(text);
  const bundle: KeptBundle = {
    sha256: sha256Of(bytes),
    publicKey: checked.publicKey,
    vouched: publicKeys.length > 0,
  };
  mkdirSync(join(folder, "recordings"), { recursive: true });
  for (const [to, content] of [
    [bundlePath(folder, bundle), bytes],
    [recordingPath(folder, sha256), text],
  ] as const)
    if (!existsSync(to)) writeFileSync(to, content, { flag: "wx" });
  return {
    chain: null,
    lastSequence: checked.journal.lastSequence,
    bundle,
    sha256,
    recording,
    asked,
  };
}

/** What does not hold of a bundle in a case: it is checked with the key that it was added with, and read again. */
export function bundleProblems(
  folder: string,
  kept: KeptRecording,
  { asked, bundle }: RecordingAction & { readonly bundle: KeptBundle },
): readonly string[] {
  const { id } = kept;
  const path = bundlePath(folder, bundle);
  if (!existsSync(path)) return [`the bundle of recording ${id} is missing`];
  const bytes = readFileSync(path);
  if (sha256Of(bytes) !== bundle.sha256)
    return [`the bundle of recording ${id} is not the one that was added`];
  return readingProblems(folder, kept, {
    from: "bundle",
    again: () => readingOf(checkedBundle(bytes, path, [bundle.publicKey]), path, asked),
  });
}

function readBytes(path: string): Buffer {
  if (statSync(path).size > BYTES_MAX)
    throw bad(path, "is larger than any bundle that Tocsin writes");
  return readFileSync(path);
}

function checkedBundle(bytes: Buffer, path: string, publicKeys: readonly string[]): SignedBundle {
  const text = bytes.toString("utf8");
  const verdict = verifyBundle(text, { publicKeys, opened: null });
  const wrong = verdict.findings.find(({ ok }) => !ok);
  if (wrong !== undefined) throw bad(path, `does not verify: ${lowered(wrong.words)}`);
  const bundle = readBundle(text);
  if (bundle === null) throw bad(path, "cannot be read");
  return bundle;
}

/** Who signed it may have written anything: what no record can be made of is said, with what it was. */
function readingOf(bundle: SignedBundle, path: string, asked: RecordingQuestion): Recording {
  try {
    const read = bundleRecords(bundle);
    const recording = translateRecording(read.records, asked, limitsOf(bundle, read, asked));
    if (recording !== null) return recording;
    throw bad(path, "leaves out what the site was: nothing can be held against it");
  } catch (error) {
    if (error instanceof TocsinError) throw error;
    throw bad(path, `holds records that cannot be read (${String(error)})`);
  }
}

/** Of which time a bundle tells, by what it holds of its own stretch. */
function limitsOf(
  { from, to }: SignedBundle,
  { records, leftOut }: BundleRecords,
  { at, withinS }: RecordingQuestion,
): NonNullable<Recording["bundle"]> {
  let fromUs: TimeUs = Infinity;
  let toUs: TimeUs = 0;
  for (const record of records) {
    if (record.sequence < from || record.sequence > to) continue;
    const timeUs = recordTimeUs(recordContent(record));
    if (timeUs === null) continue;
    fromUs = Math.min(fromUs, timeUs);
    toUs = Math.max(toUs, timeUs);
  }
  const beginsUs = fromUs === Infinity ? 0 : fromUs;
  const atUs = Date.parse(at) * 1000;
  return {
    fromAt: isoOf(beginsUs),
    toAt: isoOf(toUs),
    followsFlights: beginsUs <= atUs - withinS * MICROS_PER_SECOND - FLIGHT_US,
    leftOut,
  };
}

const lowered = (words: string): string =>
  `${words.charAt(0).toLowerCase()}${words.slice(1)}`.replace(/\.$/, "");

const bad = (path: string, detail: string): TocsinError =>
  new TocsinError("CASE_BUNDLE", { path, detail });
