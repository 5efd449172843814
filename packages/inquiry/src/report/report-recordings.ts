import type { CaseState } from "../cases/case-state.ts";
import type { Comparison } from "../comparison/compare.ts";
import type { HeldClaim } from "../recording/hold-against.ts";
import { leftOutText } from "../recording/left-out.ts";
import type { KeptBundle, KeptRecording, Recording } from "../recording/recording.ts";
import type { RecordVerdict } from "../recording/verdict.ts";
import type { ReportVersion } from "./case-report.ts";

/** How one version of a fact stands to one recording. */
export interface ReportHeld {
  readonly recording: string;
  readonly verdict: RecordVerdict;
  readonly reason: string;
  /** Records of that recording's journal. */
  readonly records: readonly number[];
  readonly claims: readonly string[];
  /** It shows what would be recorded if, and carries no finding. */
  readonly notional: boolean;
}

/** A recording as a report names it, with each record that a verdict hangs on. */
export interface ReportRecording {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly notional: boolean;
  readonly chain: string | null;
  readonly lastSequence: number;
  /** Of a bundle: who signed it, of which time it tells, and what is left out, in words. Absent of a journal, as in reports before there were bundles. */
  readonly bundle?: KeptBundle & {
    readonly fromAt: string;
    readonly toAt: string;
    readonly leftOut: readonly string[];
  };
  readonly sha256: string;
  readonly rules: number;
  readonly engine: string;
  readonly site: string;
  readonly place: string;
  readonly fromAt: string;
  readonly toAt: string;
  readonly records: Recording["cited"];
}

export function recordingOf(kept: KeptRecording): ReportRecording {
  const { id, name, source, notional, chain, lastSequence, sha256, recording } = kept;
  const { rules, engine, site, place, fromAt, toAt, cited } = recording;
  return {
    id,
    name,
    source,
    notional,
    chain,
    lastSequence,
    ...bundleOf(kept),
    sha256,
    rules,
    engine,
    site,
    place,
    fromAt,
    toAt,
    records: cited,
  };
}

function bundleOf({ bundle, recording }: KeptRecording): Pick<ReportRecording, "bundle"> {
  if (bundle === null || recording.bundle === undefined) return {};
  const { fromAt, toAt, leftOut } = recording.bundle;
  return { bundle: { ...bundle, fromAt, toAt, leftOut: leftOut.map(leftOutText) } };
}

/** Verdicts on the claims of one version; the same of several claims is told once. */
export function heldOf({ held }: CaseState, claimIds: readonly string[]): readonly ReportHeld[] {
  const told = new Map<string, { readonly first: HeldClaim; readonly claims: string[] }>();
  for (const one of held) {
    if (!claimIds.includes(one.claimId)) continue;
    const key = `${one.recordingId} ${one.verdict} ${one.reason}`;
    const known = told.get(key);
    if (known === undefined) told.set(key, { first: one, claims: [one.claimId] });
    else known.claims.push(one.claimId);
  }
  return [...told.values()].map(({ first, claims }) => ({
    recording: first.recordingId,
    verdict: first.verdict,
    reason: first.reason,
    records: first.records,
    claims,
    notional: first.notional,
  }));
}

export const RECORD_VERDICT_WORDS: Readonly<Record<RecordVerdict, string>> = {
  supported: "supported",
  contradicted: "contradicted",
  "could-not-have-been-seen": "could not have been seen",
  "not-comparable": "not comparable",
};

/** What recordings add to a finding. What is notional adds nothing: nobody may find what was only simulated. */
export function recordText(versions: readonly ReportVersion[]): string {
  return versions
    .flatMap(({ says, recorded }) =>
      recorded
        .filter(({ notional, verdict }) => !notional && verdict !== "not-comparable")
        .map(
          ({ recording, verdict, reason }) =>
            ` “${says}” ${verdict === "could-not-have-been-seen" ? "could not have been seen" : `is ${verdict}`} by recording ${recording}: ${reason}.`,
        ),
    )
    .join("");
}

const TIMES = ["", "once", "twice"];

/** Where all that is said of a fact is hedged, the accounts alone decide nothing. */
export function hedgeText({ versions }: Comparison, own: readonly ReportVersion[]): string {
  if (versions.length === 0 || !versions.every(({ hedged }) => hedged)) return "";
  const hedges = [...new Set(own.flatMap(({ claims }) => claims.flatMap((claim) => claim.hedges)))];
  const times = TIMES[hedges.length] ?? `${hedges.length} times`;
  return ` It is hedged ${times} (${hedges.join(", ")}): not decidable from the accounts alone.`;
}
