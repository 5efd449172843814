import type { DeskCase, DeskEvidence, DeskHypothesis } from "@tocsin/sdk";

/** Something of the case that may speak for or against a hypothesis. */
export interface EvidenceOption<Evidence = DeskEvidence> {
  readonly key: string;
  readonly evidence: Evidence;
  /** The account, exhibit or recording. */
  readonly of: string;
  readonly says: string;
  readonly beside: string;
}

/** All that may be weighed and is not yet on a side, as far as it has every word that is wanted. */
export function evidenceOptions(
  { claims, things, questions }: DeskCase,
  hypothesis: DeskHypothesis,
  wanted: string,
): readonly EvidenceOption[] {
  const weighed = new Set(
    [...hypothesis.for.evidence, ...hypothesis.against.evidence].map(({ id }) => id),
  );
  const asks = new Map(questions.map(({ predicate, question }) => [predicate, question]));
  const options: readonly EvidenceOption[] = [
    ...claims
      .filter(({ status }) => status !== "rejected")
      .map(({ id, accountId, says, speaker, predicate, status }) => ({
        key: id,
        evidence: { kind: "claim" as const, claimId: id },
        of: accountId,
        says,
        beside: `${asks.get(predicate) ?? ""} ${speaker}${status === "proposed" ? ", proposed" : ""}`,
      })),
    ...things
      .filter(({ notional }) => !notional)
      .map(({ id, kind, says }) => ({
        key: id,
        evidence:
          kind === "exhibit"
            ? { kind: "exhibit" as const, exhibitId: id }
            : { kind: "recording" as const, recordingId: id },
        of: id,
        says,
        beside: kind,
      })),
  ];
  return withWords(
    options.filter(({ key }) => !weighed.has(key)),
    wanted,
  );
}

/** The options that have every word that is wanted. */
export function withWords<Evidence>(
  options: readonly EvidenceOption<Evidence>[],
  wanted: string,
): readonly EvidenceOption<Evidence>[] {
  const words = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return options.filter(({ of, says, beside }) => {
    const text = `${of} ${says} ${beside}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
