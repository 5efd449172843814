import { type ReactElement, useState } from "react";
import { REJECT_REASONS } from "../desk-words.ts";
import { Choices } from "./choices.tsx";
import { DeskDialog } from "./desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";

/** Why a claim is rejected: a digit, or one's own words. */
export function RejectDialog(properties: {
  readonly about: string;
  readonly onReject: (reason: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { about, onReject, onClose } = properties;
  const [own, setOwn] = useState("");
  const choose = (index: number): void => {
    const reason = REJECT_REASONS[index];
    if (reason !== undefined) onReject(reason);
  };
  return (
    <DeskDialog
      title="Why reject it?"
      about={about}
      onClose={onClose}
      onDigit={(digit) => choose(digit - 1)}
    >
      <Choices choices={REJECT_REASONS.map((text) => ({ text }))} onChoose={choose} />
      <form
        className="desk-own"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim() !== "") onReject(own.trim());
        }}
      >
        <TextLine label="Or in your own words" value={own} onChange={setOwn} maxLength={300} />
        <button type="submit" className="button" disabled={own.trim() === ""}>
          Reject
        </button>
      </form>
    </DeskDialog>
  );
}
