import { type DeskReportVersion, statementText } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { DeskDialog } from "../act/desk-dialog.tsx";
import type { Desk } from "../use-desk.ts";
import { useSigner } from "./use-signer.tsx";

/** As long as the record takes. */
const WORDS_MAX = 2000;

/** A member approves a version or dissents from it, and signs exactly that. */
export function StatementDialog(properties: {
  readonly desk: Desk;
  readonly version: DeskReportVersion;
  readonly stance: "approve" | "dissent";
  readonly onClose: () => void;
}): ReactElement {
  const { desk, version, stance, onClose } = properties;
  const { caseId, members } = desk.shown.publication;
  const signer = useSigner(members.filter(({ role }) => role !== "former"));
  const [words, setWords] = useState("");
  const { busy, problem, run } = useAction();
  const id = useId();
  const isApproval = stance === "approve";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      const { version: number, manifest } = version;
      const said = {
        memberId: signer.name,
        version: number,
        manifest,
        stance,
        words: words.trim(),
      };
      const signature = await signer.sign(statementText(caseId, said));
      await desk.stand({ kind: "statement", ...said, signature });
      onClose();
    });
  };
  return (
    <DeskDialog
      title={`${isApproval ? "Approve" : "Dissent from"} version ${version.version}`}
      about={
        isApproval
          ? "You sign exactly this version. If the report changes, it is another version."
          : "Your words are published with the report, as you write them. They stop nobody."
      }
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        {signer.fields}
        <div className="field">
          <label htmlFor={id}>
            {isApproval ? "Words to publish with it (may be left out)" : "What you hold against it"}
          </label>
          <textarea
            id={id}
            dir="auto"
            rows={4}
            maxLength={WORDS_MAX}
            required={!isApproval}
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </div>
        <Problem text={problem} />
        <button
          type="submit"
          className="button-strong"
          disabled={busy || !signer.isReady || (!isApproval && words.trim() === "")}
        >
          {busy ? "Waiting for your key …" : isApproval ? "Sign approval" : "Sign dissent"}
        </button>
      </form>
    </DeskDialog>
  );
}
