import { type DeskCase, type DeskExhibit, type DeskLinkTarget, linkTargetKey } from "@tocsin/sdk";
import { type EvidenceOption, withWords } from "../findings/evidence-options.ts";

/** All that an exhibit may bear on and is not linked to yet, as far as it has every word that is wanted: tracks first, they are few. */
export function linkOptions(
  { claims, exhibits, recordings, timeline, questions }: DeskCase,
  exhibit: DeskExhibit,
  wanted: string,
): readonly EvidenceOption<DeskLinkTarget>[] {
  const linked = new Set(exhibit.links.map(({ to }) => linkTargetKey(to)));
  const asks = new Map(questions.map(({ predicate, question }) => [predicate, question]));
  const options: readonly Omit<EvidenceOption<DeskLinkTarget>, "key">[] = [
    ...timeline.recorded.flatMap(({ kind, recordingId, objectId, words, from }) =>
      kind === "object" && objectId !== null
        ? [
            {
              evidence: { kind: "track" as const, recordingId, trackId: objectId },
              of: recordingId,
              says: `track of ${words}`,
              beside: from,
            },
          ]
        : [],
    ),
    ...recordings.map(({ id, name, place }) => ({
      evidence: { kind: "recording" as const, recordingId: id },
      of: id,
      says: name,
      beside: `recording, ${place}`,
    })),
    ...exhibits
      .filter(({ id }) => id !== exhibit.id)
      .map(({ id, kind, takenBy, note }) => ({
        evidence: { kind: "exhibit" as const, exhibitId: id },
        of: id,
        says: note === "" ? kind : note,
        beside: `exhibit, by ${takenBy}`,
      })),
    ...claims
      .filter(({ status }) => status !== "rejected")
      .map(({ id, accountId, says, speaker, predicate }) => ({
        evidence: { kind: "claim" as const, claimId: id },
        of: accountId,
        says,
        beside: `${asks.get(predicate) ?? ""} ${speaker}`,
      })),
  ];
  const keyed = options.map((option) => ({ key: linkTargetKey(option.evidence), ...option }));
  return withWords(
    keyed.filter(({ key }) => !linked.has(key)),
    wanted,
  );
}
