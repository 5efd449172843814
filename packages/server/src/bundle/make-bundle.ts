import { createHash } from "node:crypto";
import { TocsinError } from "@tocsin/sdk/errors";
import type { CheckpointSigner } from "../journal/checkpoint.ts";
import { readJournal } from "../journal/read-journal.ts";
import { readVersion } from "../cli/version.ts";
import { verifiedJournal } from "../report/verified-journal.ts";
import { type BundleEntry, commitmentOf, isLeftOut, Redactor } from "./redact-record.ts";
import { REDACTION_RULES, type RedactionName } from "./redaction-rules.ts";
import type { BundleRule } from "./rule-file.ts";

export const BUNDLE_FORMAT = "tocsin bundle 1";
/** Records of one bundle at most. */
export const BUNDLE_RECORDS_MAX = 200_000;

/** What another party gets: records of one stretch of a journal, with what is left out said and committed to. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly tocsin: string;
  readonly rules: readonly { readonly name: RedactionName; readonly says: string }[];
  /** Of a rule file: for whom, what it leaves out without naming it, and a commitment to the file. Absent where there was none. */
  readonly rule?:
    | {
        readonly for: string;
        readonly says: readonly string[];
        readonly commitment: string;
      }
    | undefined;
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
  readonly rule: BundleRule | null;
  /** 32 random bytes: whoever has them can show, with the journal, what was left out. */
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

/** A bundle before it is signed, and names of its rule that the journal does not know. */
export interface MadeBundle {
  readonly bundle: Bundle;
  readonly unmet: Redactor["unmet"];
}

/** The same journal, stretch, rules and secret give the same bundle. */
export function makeBundle(wanted: BundleWanted): MadeBundle {
  const { journal, from, to, also, rules, rule, secret, publicKey } = wanted;
  const { lastSequence, chain } = verifiedJournal(journal);
  const redactor = new Redactor(rules, secret, rule);
  const entries: BundleEntry[] = [];
  for (const record of readJournal(journal)) {
    redactor.note(record);
    const { sequence } = record;
    const isWanted = (sequence >= from && sequence <= to) || also.includes(sequence);
    if (!isWanted) continue;
    if (entries.length === BUNDLE_RECORDS_MAX) throw tooLarge();
    entries.push(redactor.entry(record));
  }
  const bundle: Bundle = {
    format: BUNDLE_FORMAT,
    tocsin: readVersion(),
    rules: rules.map((name) => ({ name, says: REDACTION_RULES[name].says })),
    ...(rule === null
      ? {}
      : {
          rule: {
            for: rule.for,
            says: redactor.says,
            commitment: commitmentOf(secret, "rule", rule.text),
          },
        }),
    from,
    to,
    also,
    counts: countsOf(entries),
    journal: { lastSequence, end: commitmentOf(secret, "end", chain) },
    entries,
    publicKey,
  };
  return { bundle, unmet: redactor.unmet };
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
