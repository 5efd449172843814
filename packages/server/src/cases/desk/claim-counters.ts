import type { CaseClaim } from "@tocsin/inquiry";
import type { ActionOf, CaseAction } from "@tocsin/inquiry/case-action";

type Unsigned<Action> = Action extends CaseAction ? Omit<Action, "by" | "at"> : never;
/** An action that undoes another; who does it, and when, is added where it is recorded. */
export type Counter = Unsigned<CaseAction>;

/** Why, of what is only undone. */
export const TAKEN_BACK = "taken back";

/** The actions that make a claim what it was. `before` null: there was no such claim, and it is rejected. */
export function claimCountersOf(claimId: string, before: CaseClaim | null): readonly Counter[] {
  const decide = (verdict: ActionOf<"decide">["verdict"], reason: string): Counter => ({
    kind: "decide",
    claimId,
    verdict,
    reason,
  });
  if (before === null) return [decide("reject", TAKEN_BACK)];
  const changes = changesOf(claimId, before);
  const reason = before.decision?.reason ?? TAKEN_BACK;
  const decided =
    before.status === "rejected"
      ? [decide("reject", reason)]
      : before.status === "accepted" && changes.length === 0
        ? [decide("accept", reason)]
        : [];
  return [decide("reopen", TAKEN_BACK), ...changes, ...decided];
}

/** What people had changed of it. */
function changesOf(claimId: string, before: CaseClaim): readonly Counter[] {
  const { original, speaker, count, value, population, polarity, hedges, event } = before;
  if (original === null) return [];
  const reason = before.decision?.reason ?? TAKEN_BACK;
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
    reason: reason.trim() === "" ? TAKEN_BACK : reason,
  };
  const isEdited = before.steps.some(({ what }) => what.startsWith("edited"));
  return [
    ...(speaker.name === original.speaker.name && speaker.kind === original.speaker.kind
      ? []
      : [attributed]),
    ...(isEdited ? [edited] : []),
  ];
}
