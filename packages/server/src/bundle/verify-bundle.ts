import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { verifyJournal } from "../journal/verify-journal.ts";
import type { Finding, ReportVerdict } from "../report/verify-report.ts";
import {
  type Bundle,
  BUNDLE_FORMAT,
  bundleText,
  countsOf,
  makeBundle,
  signedBytes,
} from "./make-bundle.ts";
import type { Opening } from "./opening.ts";
import { REDACTION_RULES, REDACTIONS } from "./redaction-rules.ts";

const count = z.number().int().min(0);
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const common = { sequence: z.number().int().positive(), type: z.string().max(40) };
const bundleSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  tocsin: z.string().max(40),
  rules: z.array(z.strictObject({ name: z.enum(REDACTIONS), says: z.string() })),
  rule: z
    .strictObject({
      for: z.string().max(300),
      says: z.array(z.string().max(300)).max(10),
      commitment: hex,
    })
    .optional(),
  from: count,
  to: count,
  also: z.array(count).max(10_000),
  counts: z.strictObject({ whole: count, partly: count, leftOut: count }),
  journal: z.strictObject({ lastSequence: count, end: hex }),
  entries: z.array(
    z.union([
      z.strictObject({ ...common, payload: z.unknown() }),
      z.strictObject({ ...common, leftOut: z.string().max(40), commitment: hex }),
    ]),
  ),
  publicKey: z.string().max(200),
  signature: z.string().max(200),
});

/** Whether a text says that it is a bundle; what it says is believed of nothing. */
export const isBundle = (text: string): boolean =>
  text.startsWith(`{\n "format": ${JSON.stringify(BUNDLE_FORMAT)}`);

export interface BundleCheck {
  /** Of which one must have signed it; empty: the key that it names is believed, and that is said. */
  readonly publicKeys: readonly string[];
  /** What was kept back when it was made, and the journal: with both it is made again and compared. */
  readonly opened: (Opening & { readonly journal: string }) | null;
}

/** Checks a bundle with the public key alone, and with the journal and the secret that all of it, also what is left out, is what the journal holds. */
export function verifyBundle(text: string, { publicKeys, opened }: BundleCheck): ReportVerdict {
  const bundle = readBundle(text);
  if (bundle === null)
    return verdict([
      { ok: false, words: "This is no bundle as Tocsin writes one: it was changed, or cut." },
    ]);
  const findings = [signatureFinding(bundle, publicKeys), contentFinding(bundle)];
  if (opened !== null && findings.every(({ ok }) => ok))
    findings.push(...openedFindings(bundle, opened));
  return verdict(findings);
}

const verdict = (findings: readonly Finding[]): ReportVerdict => ({
  ok: findings.every(({ ok }) => ok),
  findings,
});

/** A bundle with its signature, which nobody has checked yet. */
export type SignedBundle = Bundle & { readonly signature: string };

/** null where the bytes are not exactly those that a bundle of that content has. */
export function readBundle(text: string): SignedBundle | null {
  try {
    const value: unknown = JSON.parse(text);
    const read = bundleSchema.safeParse(value);
    if (!read.success) return null;
    const { signature, ...bundle } = read.data;
    return bundleText(bundle, signature) === text ? { ...bundle, signature } : null;
  } catch {
    return null;
  }
}

function signatureFinding(
  { signature, ...bundle }: SignedBundle,
  publicKeys: readonly string[],
): Finding {
  const { publicKey } = bundle;
  if (publicKeys.length > 0 && !publicKeys.includes(publicKey))
    return { ok: false, words: "It is signed by another key than the one you gave." };
  if (!isSigned(bundle, signature))
    return { ok: false, words: "It was changed after it was signed." };
  const by =
    publicKeys.length > 0 ? "by the key you gave" : "by the key it names, which nobody vouched for";
  return { ok: true, words: `Every byte of it is signed ${by}.` };
}

function isSigned(bundle: Bundle, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(bundle.publicKey, "base64"),
      format: "der",
      type: "spki",
    });
    const bytes = Buffer.from(signature, "base64");
    return bytes.toString("base64") === signature && verify(null, signedBytes(bundle), key, bytes);
  } catch {
    return false;
  }
}

function contentFinding({
  entries,
  counts,
  from,
  to,
  rules,
  rule,
  journal,
}: SignedBundle): Finding {
  const told = countsOf(entries);
  const rising = entries.every((entry, i) => i === 0 || entry.sequence > entries[i - 1].sequence);
  const says = rules.every(({ name, says: words }) => REDACTION_RULES[name].says === words);
  if (!rising || !says || JSON.stringify(told) !== JSON.stringify(counts))
    return { ok: false, words: "What it says of itself is not what it holds." };
  const words = [...rules.map((each) => each.says), ...(rule?.says ?? [])];
  const left = words.length === 0 ? "nothing by rule" : words.join("; ");
  const made = rule === undefined ? "" : ` Made for ${rule.for}.`;
  return {
    ok: true,
    words: `Records ${from} to ${to} of ${journal.lastSequence}: ${told.whole} whole, ${told.partly} with parts left out, ${told.leftOut} left out, each said and committed to. Left out: ${left}.${made}`,
  };
}

function openedFindings(
  { signature, ...bundle }: SignedBundle,
  { secret, rule, journal }: NonNullable<BundleCheck["opened"]>,
): readonly Finding[] {
  const found = verifyJournal(journal);
  if (!found.ok || !found.publicKeys.includes(bundle.publicKey))
    return [
      {
        ok: false,
        words: `The journal does not verify as one that this key signed: ${found.firstBad?.reason ?? "another key did"}.`,
      },
    ];
  const { from, to, also, rules, publicKey } = bundle;
  const names = rules.map(({ name }) => name);
  const wanted = { journal, from, to, also, rules: names, rule, secret, publicKey };
  const { bundle: again } = makeBundle(wanted);
  return again.tocsin === bundle.tocsin &&
    bundleText(again, signature) === bundleText(bundle, signature)
    ? [
        {
          ok: true,
          words: `The journal's chain holds all of it, and what is left out is what the journal has there; it is signed through record ${found.signedThrough} of ${found.lastSequence}.`,
        },
      ]
    : [{ ok: false, words: "Made again from the journal and the opening it is another bundle." }];
}
