import { ENGINE_VERSION } from "@tocsin/core";
import { z } from "zod";
import { readVersion } from "../cli/version.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { COMPARISON_FORMAT, makeComparison } from "./make-comparison.ts";
import { COMPARED_MAX, type Comparison } from "./read-comparison.ts";
import { readSealed } from "./sealed-page.ts";
import { type Finding, firstDifference, type ReportVerdict, whyQuery } from "./verify-report.ts";

const manifest = z.strictObject({
  format: z.literal(COMPARISON_FORMAT),
  tocsin: z.string(),
  engine: z.string(),
  title: z.string().max(300),
  records: z
    .array(
      z.strictObject({
        name: z.string().max(100),
        query: whyQuery,
        journal: z.strictObject({
          lastSequence: z.number().int(),
          chain: z.string(),
          signedThrough: z.number().int(),
          publicKeys: z.array(z.string()),
        }),
      }),
    )
    .min(2)
    .max(COMPARED_MAX),
  sha256: z.string(),
});
type Manifest = z.output<typeof manifest>;

/** Whether a page says that it is a comparison; what it says is believed of nothing. */
export const isComparison = (page: string): boolean => {
  const said = readSealed(page)?.manifest;
  return (
    typeof said === "object" &&
    said !== null &&
    "format" in said &&
    said.format === COMPARISON_FORMAT
  );
};

export interface ComparisonCheck {
  /** In any order: each is known by where its chain ends. */
  readonly journals: readonly string[];
  /** Of whom each journal must be signed by one; empty: whoever signed is believed, and that is said. */
  readonly publicKeys: readonly string[];
  /** Makes the page again; absent: from the journals. */
  readonly make?: (comparison: Comparison) => string;
}

/** Checks each journal of a comparison, that it ends where the page says, and makes the page again from them. */
export function verifyComparison(page: string, check: ComparisonCheck): ReportVerdict {
  const sealed = readSealed(page);
  const read = manifest.safeParse(sealed?.manifest);
  if (sealed === null || !read.success)
    return verdict([{ ok: false, words: "What this page says of itself was changed." }]);
  const { data } = read;
  const own = data.tocsin === readVersion() && data.engine === ENGINE_VERSION;
  const { found, findings } = journalsOf(data, check);
  const all: Finding[] = [
    {
      ok: sealed.intact,
      words: sealed.intact
        ? "The page agrees with its own SHA-256."
        : "The page was changed: it does not agree with its own SHA-256.",
    },
    ...findings,
    {
      ok: own,
      words: `It was made by Tocsin ${data.tocsin}, engine ${data.engine}; this is ${readVersion()}, engine ${ENGINE_VERSION}.`,
    },
  ];
  if (all.every(({ ok }) => ok)) all.push(madeAgain(page, data, found, check.make));
  return verdict(all);
}

const verdict = (findings: readonly Finding[]): ReportVerdict => ({
  ok: findings.every(({ ok }) => ok),
  findings,
});

function journalsOf(
  { records }: Manifest,
  { journals, publicKeys }: ComparisonCheck,
): { readonly found: readonly string[]; readonly findings: readonly Finding[] } {
  const given = journals.map((journal) => ({ journal, is: verifyJournal(journal) }));
  const found: string[] = [];
  const findings = records.map(({ name, journal: wanted }): Finding => {
    const one = given.find(({ is }) => is.chain === wanted.chain);
    if (one === undefined)
      return {
        ok: false,
        words: `No journal that was given is that of “${name}”, which ends with record ${wanted.lastSequence}.`,
      };
    const { is } = one;
    if (!is.ok || is.checkpoints === 0 || is.lastSequence !== wanted.lastSequence)
      return {
        ok: false,
        words: `The journal of “${name}” does not verify: ${is.firstBad?.reason ?? "no signature in it is good"}.`,
      };
    if (publicKeys.length > 0 && !is.publicKeys.every((key) => publicKeys.includes(key)))
      return { ok: false, words: `The journal of “${name}” is signed by none of the keys.` };
    found.push(one.journal);
    const by =
      publicKeys.length > 0
        ? "by one of the keys"
        : "by the key it names, which nobody vouched for,";
    return {
      ok: true,
      words: `“${name}”: every record follows from the one before it, signed ${by} through record ${is.signedThrough} of ${is.lastSequence}.`,
    };
  });
  return { found, findings };
}

function madeAgain(
  page: string,
  { title, records }: Manifest,
  journals: readonly string[],
  make: (comparison: Comparison) => string = makeComparison,
): Finding {
  const again = make({
    title,
    records: records.map(({ name, query }, index) => ({ name, query, journal: journals[index] })),
  });
  return again === page
    ? { ok: true, words: "Made again from the journals it is the same, byte for byte." }
    : {
        ok: false,
        words: `Made again from the journals it differs, first at byte ${firstDifference(again, page)}.`,
      };
}
