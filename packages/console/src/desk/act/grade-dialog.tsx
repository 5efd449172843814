import type { DeskAction, DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { CREDIBILITY_WORDS, RELIABILITY_WORDS } from "../desk-words.ts";
import { KeyChoices } from "./key-choices.tsx";

/** How far what is said, and who says it, can be relied on, as the Admiralty grades it: each by one key. */
export function GradeDialog(properties: {
  readonly claim: DeskClaim;
  readonly onGrade: (action: DeskAction, words: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, onGrade, onClose } = properties;
  const source = sourceOf(claim);
  const own = claim.reliability?.kind === source.kind ? claim.reliability.reliability : null;
  const none = "not graded any more";
  return (
    <KeyChoices
      title="How far can it be relied on?"
      about={`${claim.says} – ${claim.speaker}`}
      groups={[
        {
          title: `What is said${claim.credibility === null ? "" : ` (graded ${claim.credibility})`}`,
          choices: [
            ...Object.entries(CREDIBILITY_WORDS).map(([key, text]) => ({
              key,
              text,
              reason: text,
            })),
            ...(claim.credibility === null ? [] : [{ key: "0", text: none, reason: none }]),
          ],
        },
        {
          title: `Who says it: ${source.words}${own === null ? "" : ` (graded ${own})`}`,
          choices: [
            ...Object.entries(RELIABILITY_WORDS).map(([key, text]) => ({
              key: key.toLowerCase(),
              text,
              reason: text,
            })),
            ...(own === null ? [] : [{ key: "n", text: none, reason: none }]),
          ],
        },
      ]}
      onChoose={(key, reason) =>
        /\d/.test(key)
          ? onGrade(
              {
                kind: "grade-information",
                claimId: claim.id,
                credibility: key === "0" ? null : Number(key),
                reason,
              },
              "Graded.",
            )
          : onGrade(
              {
                kind: "grade-source",
                source: { kind: source.kind, name: source.name },
                reliability: key === "n" ? null : key.toUpperCase(),
                reason,
              },
              "Graded.",
            )
      }
      onClose={onClose}
    />
  );
}

/** Whoever speaks; of narration, and of somebody unknown, the account. */
function sourceOf({ accountId, speaker, speakerKind }: DeskClaim): {
  readonly kind: "account" | "speaker";
  readonly name: string;
  readonly words: string;
} {
  return speakerKind === "narrator" || speakerKind === "unresolved"
    ? { kind: "account", name: accountId, words: `account ${accountId}` }
    : { kind: "speaker", name: speaker, words: speaker };
}
