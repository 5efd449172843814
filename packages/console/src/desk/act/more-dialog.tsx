import type { DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import type { ReadActs } from "../read/read-acts.ts";
import { KeyChoices } from "./key-choices.tsx";

const CHOICES: readonly (readonly [string, string, keyof ReadActs])[] = [
  ["e", "Put right what it says", "edit"],
  ["s", "Split it at the words that are selected in it", "split"],
  ["m", "Merge it into another claim of the account", "merge"],
  ["g", "Grade what is said, or who says it", "grade"],
  ["o", "Say which statement it goes back to", "origin"],
  ["w", "Weigh it for or against a hypothesis", "weigh"],
  ["x", "Make it a proposal again", "reopen"],
  ["l", "Have a passage read that was not", "lift"],
];

/** All that can be done to a claim, for whoever has no keyboard. */
export function MoreDialog(properties: {
  readonly claim: DeskClaim;
  readonly acts: ReadActs;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, acts, onClose } = properties;
  return (
    <KeyChoices
      title="What else?"
      about={`${claim.says} – ${claim.speaker}`}
      asksWhy={false}
      groups={[{ title: "", choices: CHOICES.map(([key, text]) => ({ key, text, reason: "" })) }]}
      onChoose={(chosen) => {
        onClose();
        const act = CHOICES.find(([key]) => key === chosen)?.[2];
        if (act !== undefined) acts[act]();
      }}
      onClose={onClose}
    />
  );
}
