import type { CaseClaim } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";

type Decide = Extract<CaseAction, { kind: "decide" }>;
type Attribute = Extract<CaseAction, { kind: "attribute" }>;
type Counter =
  | Pick<Decide, "kind" | "claimId" | "verdict" | "reason">
  | Pick<Attribute, "kind" | "claimId" | "speaker" | "speakerKind" | "reason">;

const REASON = "taken back";

/**
 * The actions that make a claim what it was. A journal loses nothing: what is taken back stands there twice, once done and once undone.
 * `before` null: there was no such claim, and it is rejected.
 */
export function countersOf(claimId: string, before: CaseClaim | null): readonly Counter[] {
  const decide = (verdict: Decide["verdict"], reason: string): Counter => ({
    kind: "decide",
    claimId,
    verdict,
    reason,
  });
  if (before === null) return [decide("reject", REASON)];
  const { status, speaker } = before;
  const reason = before.decision?.reason ?? REASON;
  const asProposed = decide("reopen", REASON);
  if (status === "proposed" || status === "by-hand") return [asProposed];
  if (status === "rejected") return [asProposed, decide("reject", reason)];
  // Whom rules name is named at a place; whom a person named is not.
  if (speaker.span !== null) return [asProposed, decide("accept", reason)];
  return [{ kind: "attribute", claimId, speaker: speaker.name, speakerKind: speaker.kind, reason }];
}
