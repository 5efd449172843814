import { type FormEvent, type ReactElement, useState } from "react";
import { TextLine } from "../../fields/text-line.tsx";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { DeskDialog } from "../act/desk-dialog.tsx";
import type { Desk } from "../use-desk.ts";

const WORDS_MAX = 1000;

/** Puts up the report as it stands; where one is published, as its correction. */
export function DraftDialog(properties: {
  readonly desk: Desk;
  /** The version that is published; null: none is. */
  readonly published: number | null;
  readonly onClose: () => void;
}): ReactElement {
  const { desk, published, onClose } = properties;
  const [changed, setChanged] = useState("");
  const [why, setWhy] = useState("");
  const { busy, problem, run } = useAction();
  const isReady = published === null || (changed.trim() !== "" && why.trim() !== "");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      const corrects = published === null ? null : { changed: changed.trim(), why: why.trim() };
      await desk.stand({ kind: "draft", corrects });
      onClose();
    });
  };
  return (
    <DeskDialog
      title={published === null ? "Put up the report" : `Correct version ${published}`}
      about={
        published === null
          ? "It is fixed as the case stands now. What is decided later belongs to another version."
          : "The published version stays as it is. The new one names it, and says what differs."
      }
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        {published !== null && (
          <>
            <TextLine
              label="What differs"
              value={changed}
              onChange={setChanged}
              maxLength={WORDS_MAX}
              required
            />
            <TextLine label="Why" value={why} onChange={setWhy} maxLength={WORDS_MAX} required />
          </>
        )}
        <Problem text={problem} />
        <button type="submit" className="button-strong" disabled={busy || !isReady}>
          {busy ? "Writing the report …" : "Put it up"}
        </button>
      </form>
    </DeskDialog>
  );
}
