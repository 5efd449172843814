import type { DeskAction, DeskCase, DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { type ChoiceGroup, DIGITS, KeyChoices } from "./key-choices.tsx";

const JOIN_REASON = "the same statement stands behind both";
const PART_REASON = "another statement stands behind it";

/** Which statement a claim goes back to: one that others go back to as well, or one of its own. */
export function OriginDialog(properties: {
  readonly claim: DeskClaim;
  readonly shown: DeskCase;
  readonly onDecide: (action: DeskAction, words: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, shown, onDecide, onClose } = properties;
  const own = originOf(shown, claim);
  const together = (own?.claimIds ?? []).filter((id) => id !== claim.id);
  const others = othersOf(shown, claim).slice(0, DIGITS.length);
  const groups: readonly ChoiceGroup[] = [
    {
      title: "It goes back to the same statement as",
      choices: others.map(({ name, claims }, i) => ({
        key: DIGITS[i] ?? "",
        text: claims.map(({ accountId, says }) => `${accountId}: ${says}`).join("; "),
        beside: name,
        reason: JOIN_REASON,
      })),
    },
    {
      title: "",
      choices:
        together.length === 0
          ? []
          : [
              {
                key: "a",
                text: "It stands apart",
                beside: `from ${together.map((id) => accountOf(shown, id)).join(", ")}, with which it counts as one (${own?.basis.join(", ") ?? ""})`,
                reason: PART_REASON,
              },
            ],
    },
  ].filter(({ choices }) => choices.length > 0);
  return (
    <KeyChoices
      title="Where does it come from?"
      about={`${claim.accountId}: ${claim.says} – ${claim.speaker}`}
      groups={groups}
      empty="Nobody else speaks of this fact: there is nothing to join it with."
      onChoose={(key, reason) => {
        if (key === "a") {
          onDecide({ kind: "part-origin", claimIds: [claim.id], reason }, "Counted apart.");
          return;
        }
        const [other] = others[Number(key) - 1]?.claims ?? [];
        if (other !== undefined)
          onDecide(
            { kind: "join-origins", claimIds: [claim.id, other.id], reason },
            "Counted as one.",
          );
      }}
      onClose={onClose}
    />
  );
}

const originOf = ({ origins }: DeskCase, { id }: DeskClaim): DeskCase["origins"][number] | null =>
  origins.find(({ claimIds }) => claimIds.includes(id)) ?? null;

const accountOf = ({ claims }: DeskCase, claimId: string): string =>
  claims.find(({ id }) => id === claimId)?.accountId ?? "";

/** Other origins of the same fact, with their claims. */
function othersOf(
  shown: DeskCase,
  claim: DeskClaim,
): readonly { readonly name: string; readonly claims: readonly DeskClaim[] }[] {
  return shown.origins.flatMap(({ name, claimIds }) => {
    if (claimIds.includes(claim.id)) return [];
    const claims = claimIds.flatMap((id) => shown.claims.find((each) => each.id === id) ?? []);
    const same = claims.every(
      ({ predicate, otherEvent }) =>
        predicate === claim.predicate && otherEvent === claim.otherEvent,
    );
    return same && claims.length > 0
      ? [{ name: name === "(the account)" ? "the account itself" : name, claims }]
      : [];
  });
}
