import { ENGINE_VERSION, MICROS_PER_SECOND } from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { z } from "zod";
import { readVersion } from "../cli/version.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import type { WhyQuery } from "../run/answer-why.ts";
import { makeReport, readReport, type ReportManifest } from "./make-report.ts";

/** Whether a report is what its journal gives, and the journal what was written and signed. */
export interface ReportVerdict {
  readonly ok: boolean;
  /** In plain words, one for each thing that was looked at. */
  readonly findings: readonly Finding[];
}
export interface Finding {
  readonly ok: boolean;
  readonly words: string;
}

const seconds = z.number().min(0).max(1e6);
const time = z
  .number()
  .int()
  .min(0)
  .max(1e4 * 366 * 86_400 * MICROS_PER_SECOND);
/** A question as a page may hold it. */
export const whyQuery = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("decision"), number: z.string().max(20) }),
  z.strictObject({
    of: z.literal("track"),
    name: z.string().max(200),
    areaId: z.string().max(200).nullable(),
  }),
  z.strictObject({
    of: z.literal("area"),
    areaId: z.string().max(200),
    atUs: time,
    withinS: seconds,
  }),
  z.strictObject({
    of: z.literal("place"),
    place: z.union([
      z.string().max(200),
      z.strictObject({ latitudeDeg: z.number(), longitudeDeg: z.number() }),
    ]),
    atUs: time,
    withinS: seconds,
    heightM: z.number(),
    speedMps: z.number().min(0).max(1e5),
    fromDeg: z.number().nullable(),
    flownS: z.number().positive().max(900).exactOptional(),
  }),
]);

export interface ReportCheck {
  readonly journal: Disk | string;
  /** The key that must have signed the journal; null: whoever signed it is believed, and that is said. */
  readonly publicKey: string | null;
  /** Makes the report again; null where the journal knows nothing of the subject. */
  readonly make: (query: WhyQuery) => string | null;
}

/**
 * Checks the journal with the public key, and that it ends where the page says; makes the report again from it, and compares every byte. Nothing but
 * the report, the journal and the key is needed, and no network. Where page and journal were both made anew it finds neither an end that was cut off
 * nor other records after the last signature, and without a key nothing at all.
 */
export const verifyReport = (
  page: string,
  journal: string,
  publicKey: string | null,
): ReportVerdict =>
  checkReport(page, { journal, publicKey, make: (asked) => madeAgain(journal, asked) });

/** As {@link verifyReport}, with another way to make the report again. */
export function checkReport(page: string, check: ReportCheck): ReportVerdict {
  const read = readReport(page);
  if (read === null)
    return failed("This is no incident report of Tocsin, or what it says of itself was changed.");
  const { manifest, intact } = read;
  const findings = [
    {
      ok: intact,
      words: intact
        ? "The page agrees with its own SHA-256."
        : "The page was changed: it does not agree with its own SHA-256.",
    },
    journalFinding(check, manifest),
    {
      ok: manifest.tocsin === readVersion() && manifest.engine === ENGINE_VERSION,
      words: `It was made by Tocsin ${manifest.tocsin}, engine ${manifest.engine}; this is ${readVersion()}, engine ${ENGINE_VERSION}.`,
    },
  ];
  if (findings.every(({ ok }) => ok)) findings.push(pageFinding(page, check, manifest));
  return { ok: findings.every(({ ok }) => ok), findings };
}

const failed = (words: string): ReportVerdict => ({ ok: false, findings: [{ ok: false, words }] });

function journalFinding(check: ReportCheck, { journal }: ReportManifest): Finding {
  const { publicKey } = check;
  const found = verifyJournal(check.journal, publicKey === null ? {} : { publicKey });
  if (!found.ok || found.checkpoints === 0)
    return {
      ok: false,
      words: `The journal does not verify: ${found.firstBad?.reason ?? "no signature in it is good"}.`,
    };
  if (found.lastSequence !== journal.lastSequence || found.chain !== journal.chain)
    return {
      ok: false,
      words: `The journal is not the one that the report was made from: it ends with record ${found.lastSequence}, and that one did with ${journal.lastSequence}.`,
    };
  const by = publicKey === null ? "by the key it names, which nobody vouched for," : "by that key";
  return {
    ok: true,
    words: `Every record of the journal follows from the one before it, and it is signed ${by} through record ${found.signedThrough} of ${found.lastSequence}.`,
  };
}

function pageFinding(page: string, { make }: ReportCheck, manifest: ReportManifest): Finding {
  const asked = whyQuery.safeParse(manifest.query);
  const again = asked.success ? make(asked.data) : null;
  if (again === null)
    return { ok: false, words: "The journal does not hold what the report is about." };
  return again === page
    ? { ok: true, words: "Made again from the journal it is the same, byte for byte." }
    : {
        ok: false,
        words: `Made again from the journal it differs, first at byte ${firstDifference(again, page)}.`,
      };
}

/** null where the journal knows nothing of the subject. */
function madeAgain(journal: string, asked: WhyQuery): string | null {
  try {
    return makeReport(journal, asked);
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

/** The first byte in which two texts differ. */
export function firstDifference(a: string, b: string): number {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return i;
  return length;
}
