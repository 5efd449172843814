import type { DeskAction, DeskClaim, DeskHypothesis } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { DIGITS, KeyChoices } from "./key-choices.tsx";

const SIDES = { for: "for", against: "against", neither: "neither for nor against" } as const;
type Side = keyof typeof SIDES;
const KEYS: Readonly<Record<string, Side>> = { f: "for", g: "against", n: "neither" };

/** On which side of which hypothesis a claim is: the side by a letter, the hypothesis by its digit. */
export function WeighDialog(properties: {
  readonly claim: DeskClaim;
  readonly hypotheses: readonly DeskHypothesis[];
  readonly onWeigh: (action: DeskAction, words: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, hypotheses, onWeigh, onClose } = properties;
  const [side, setSide] = useState<Side>("for");
  const standing = hypotheses.filter(({ withdrawn }) => !withdrawn).slice(0, DIGITS.length);
  return (
    <KeyChoices
      title={`Speaks ${SIDES[side]} which hypothesis?`}
      about={`${claim.says} – ${claim.speaker}`}
      groups={[
        {
          title: "Which side",
          choices:
            standing.length === 0
              ? []
              : Object.entries(KEYS).map(([key, each]) => ({
                  key,
                  text: SIDES[each],
                  reason: "",
                  ...(each === side ? { beside: "chosen" } : {}),
                })),
        },
        {
          title: "Which hypothesis",
          choices: standing.map(({ id, text, for: own, against }, i) => ({
            key: DIGITS[i] ?? "",
            text,
            beside: `${id}: ${own.evidence.length} for, ${against.evidence.length} against`,
            reason: `${claim.accountId} says so`,
          })),
        },
      ]}
      empty="No hypothesis is put up yet: put one up under Findings (5, then n)."
      onChoose={(key, reason) => {
        const chosen = KEYS[key];
        if (chosen !== undefined) {
          setSide(chosen);
          return;
        }
        const hypothesis = standing[Number(key) - 1];
        if (hypothesis !== undefined)
          onWeigh(
            {
              kind: "weigh",
              hypothesisId: hypothesis.id,
              evidence: { kind: "claim", claimId: claim.id },
              bears: side,
              reason,
            },
            `Weighed ${SIDES[side]} ${hypothesis.id}.`,
          );
      }}
      onClose={onClose}
    />
  );
}
