import type { DeskAccount, DeskAction, DeskCase, DeskSpan } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { FURNITURE_WORDS } from "../desk-words.ts";
import { DIGITS, KeyChoices } from "./key-choices.tsx";

const LIFT_REASON = "it is part of the account";
const RELABEL_REASON = "it is no part of the account after all";
const WORDS_MAX = 90;

/** Passages that were taken for an advert, a caption or a form, and are read when they are lifted; those that were lifted can be put back. */
export function LiftDialog(properties: {
  readonly account: DeskAccount;
  readonly text: string;
  readonly lifted: DeskCase["lifted"];
  /** Those nearest to it come first. */
  readonly near: number;
  readonly onLift: (action: DeskAction, words: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { account, text, lifted, near, onLift, onClose } = properties;
  const passages = [
    ...account.furniture.map((label) => ({
      ...label,
      kind: FURNITURE_WORDS[label.kind] ?? label.kind,
      action: "lift" as const,
    })),
    ...lifted
      .filter(({ accountId }) => accountId === account.id)
      .map((span) => ({ ...span, kind: `lifted by ${span.by}`, action: "relabel" as const })),
  ]
    .toSorted((a, b) => Math.abs(a.start - near) - Math.abs(b.start - near))
    .slice(0, DIGITS.length)
    .toSorted((a, b) => a.start - b.start);
  const wordsOf = ({ start, end }: DeskSpan): string => {
    const words = text.slice(start, end).trim().replace(/\s+/g, " ");
    return words.length <= WORDS_MAX ? words : `${words.slice(0, WORDS_MAX)}…`;
  };
  return (
    <KeyChoices
      title="What was not read"
      about="Choose a passage to have it read as part of the account, or to set it aside again."
      groups={[
        {
          title: "",
          choices: passages.map((passage, i) => ({
            key: DIGITS[i] ?? "",
            text: wordsOf(passage),
            beside: passage.kind,
            reason: passage.action === "lift" ? LIFT_REASON : RELABEL_REASON,
          })),
        },
      ]}
      empty="All of the account is read."
      onChoose={(key, reason) => {
        const passage = passages[Number(key) - 1];
        if (passage === undefined) return;
        const { start, end, action } = passage;
        onLift(
          { kind: action, accountId: account.id, span: { start, end }, reason },
          action === "lift" ? "Read as part of the account." : "Set aside again.",
        );
      }}
      onClose={onClose}
    />
  );
}
