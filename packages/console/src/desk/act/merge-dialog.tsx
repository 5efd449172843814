import type { DeskAction, DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { DIGITS, KeyChoices } from "./key-choices.tsx";

const MERGE_REASON = "it says the same once more";

/** Makes a claim another place of one that the same account makes. */
export function MergeDialog(properties: {
  readonly claim: DeskClaim;
  readonly claims: readonly DeskClaim[];
  readonly onMerge: (action: DeskAction, words: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, claims, onMerge, onClose } = properties;
  const others = claims
    .filter(
      ({ id, accountId, predicate, status }) =>
        id !== claim.id &&
        accountId === claim.accountId &&
        predicate === claim.predicate &&
        status !== "rejected",
    )
    .slice(0, DIGITS.length);
  return (
    <KeyChoices
      title="Another place of which claim?"
      about={`${claim.says} – ${claim.speaker}`}
      groups={[
        {
          title: "",
          choices: others.map(({ says, speaker }, i) => ({
            key: DIGITS[i] ?? "",
            text: says,
            beside: speaker,
            reason: MERGE_REASON,
          })),
        },
      ]}
      empty="The account makes no other claim of this fact."
      onChoose={(key, reason) => {
        const into = others[Number(key) - 1];
        if (into !== undefined)
          onMerge({ kind: "merge", claimId: claim.id, into: into.id, reason }, "Merged.");
      }}
      onClose={onClose}
    />
  );
}
