import { createHash } from "node:crypto";
import { TocsinError } from "@tocsin/sdk";
import type { CheckpointSigner } from "../journal/checkpoint.ts";
import { readJournal } from "../journal/read-journal.ts";
import { readVersion } from "../cli/version.ts";
import { verifiedJournal } from "../report/verified-journal.ts";
import { type BundleEntry, commitmentOf, isLeftOut, Redactor } from "./redact-record.ts";
import { REDACTION_RULES, type RedactionName } from "./redaction-rules.ts";

export const BUNDLE_FORMAT = "tocsin bundle 1";
/** Records of one bundle at most. */
export const BUNDLE_RECORDS_MAX = 200_000;

/** What another party gets: records of one stretch of a journal, with what is left out said and committed to. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly tocsin: string;
  readonly rules: readonly { readonly name: RedactionName; readonly says: string }[];
  /** The stretch of the journal; in it every record has an entry. */
  readonly from: number;
  readonly to: number;
  /** Records before it that it needs: the configuration, orders that still held. */
  readonly also: readonly number[];
  readonly counts: BundleCounts;
  /** What the journal was that it was made from: its last record, and a commitment to where its chain stood. */
  readonly journal: { readonly lastSequence: number; readonly end: string };
  readonly entries: readonly BundleEntry[];
  readonly publicKey: string;
}
export interface BundleCounts {
  readonly whole: number;
  readonly partly: number;
  readonly leftOut: number;
}

export interface BundleWanted {
  readonly journal: string;
  readonly from: number;
  readonly to: number;
  readonly also: readonly number[];
  readonly rules: readonly RedactionName[];
  /** 32 random bytes: whoever has them can show, with the journal, what was left out. */
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

/** A bundle before it is signed. The same journal, stretch, rules and secret give the same one. */
export function makeBundle(wanted: BundleWanted): Bundle {
  const { journal, from, to, also, rules, secret, publicKey } = wanted;
  const { lastSequence, chain } = verifiedJournal(journal);
  const redactor = new Redactor(rules, secret);
  const entries: BundleEntry[] = [];
  for (const record of readJournal(journal)) {
    redactor.note(record);
    const { sequence } = record;
    const isWanted = (sequence >= from && sequence <= to) || also.includes(sequence);
    if (!isWanted) continue;
    if (entries.length === BUNDLE_RECORDS_MAX) throw tooLarge();
    entries.push(redactor.entry(record));
  }
  return {
    format: BUNDLE_FORMAT,
    tocsin: readVersion(),
    rules: rules.map((name) => ({ name, says: REDACTION_RULES[name].says })),
    from,
    to,
    also,
    counts: countsOf(entries),
    journal: { lastSequence, end: commitmentOf(secret, "end", chain) },
    entries,
    publicKey,
  };
}

const tooLarge = (): TocsinError =>
  new TocsinError("USAGE", {
    detail: `a bundle holds at most ${BUNDLE_RECORDS_MAX} records: ask for a shorter stretch`,
    command: "bundle ",
  });

export function countsOf(entries: readonly BundleEntry[]): BundleCounts {
  const leftOut = entries.filter((entry) => "leftOut" in entry).length;
  const partly = entries.filter((entry) => "payload" in entry && hasHoles(entry.payload)).length;
  return { whole: entries.length - leftOut - partly, partly, leftOut };
}

const hasHoles = (value: unknown): boolean =>
  isLeftOut(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasHoles));

/** The one way to write a bundle: any other bytes are another file. */
export const bundleText = (bundle: Bundle, signature: string): string =>
  `${JSON.stringify({ ...bundle, signature }, null, 1)}\n`;

/** What is signed: SHA-256 of the bundle without its signature. */
export const signedBytes = (bundle: Bundle): Buffer =>
  Buffer.concat([
    Buffer.from(`${BUNDLE_FORMAT}\n`, "latin1"),
    createHash("sha256").update(JSON.stringify(bundle)).digest(),
  ]);

export const signedBundle = (bundle: Bundle, signer: CheckpointSigner): string =>
  bundleText(bundle, Buffer.from(signer.sign(signedBytes(bundle))).toString("base64"));
