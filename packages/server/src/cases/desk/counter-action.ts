import type { CaseClaim } from "@tocsin/inquiry";
import type { ActionOf } from "@tocsin/inquiry/case-action";

type Unsigned<Action> = Omit<Action, "by" | "at">;
type Counter =
  | Unsigned<ActionOf<"decide">>
  | Unsigned<ActionOf<"attribute">>
  | Unsigned<ActionOf<"edit">>;

const REASON = "taken back";

/**
 * The actions that make a claim what it was. A journal loses nothing: what is taken back stands there twice, once done and once undone.
 * `before` null: there was no such claim, and it is rejected.
 */
export function countersOf(claimId: string, before: CaseClaim | null): readonly Counter[] {
  const decide = (verdict: ActionOf<"decide">["verdict"], reason: string): Counter => ({
    kind: "decide",
    claimId,
    verdict,
    reason,
  });
  if (before === null) return [decide("reject", REASON)];
  const changes = changesOf(claimId, before);
  const reason = before.decision?.reason ?? REASON;
  const decided =
    before.status === "rejected"
      ? [decide("reject", reason)]
      : before.status === "accepted" && changes.length === 0
        ? [decide("accept", reason)]
        : [];
  return [decide("reopen", REASON), ...changes, ...decided];
}

/** What people had changed of it. */
function changesOf(claimId: string, before: CaseClaim): readonly Counter[] {
  const { original, speaker, count, value, population, polarity, hedges, event } = before;
  if (original === null) return [];
  const reason = before.decision?.reason ?? REASON;
  const attributed: Counter = {
    kind: "attribute",
    claimId,
    speaker: speaker.name,
    speakerKind: speaker.kind,
    reason,
  };
  const interval = count === null ? null : { least: count.min, most: count.max };
  const edited: Counter = {
    kind: "edit",
    claimId,
    change: { value, interval, population, polarity, hedges: [...hedges], event },
    reason: reason.trim() === "" ? REASON : reason,
  };
  const isEdited = before.steps.some(({ what }) => what.startsWith("edited"));
  return [
    ...(speaker.name === original.speaker.name && speaker.kind === original.speaker.kind
      ? []
      : [attributed]),
    ...(isEdited ? [edited] : []),
  ];
}
