import { memberText } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { TextLine } from "../../fields/text-line.tsx";
import { Problem } from "../../identity/card.tsx";
import { whyNoPasskeys } from "../../identity/passkey-client.ts";
import { useAction } from "../../identity/use-action.ts";
import { DeskDialog } from "../act/desk-dialog.tsx";
import type { Desk } from "../use-desk.ts";
import { publicPartOf, readKeyFile, signWithKey } from "./key-file.ts";
import { makePasskey, signWithPasskey } from "./member-passkey.ts";
import { KeyFileField } from "./use-signer.tsx";

const NAME_MAX = 100;

/** Gives somebody a key in the case, or names the one they have. The first becomes its lead; who comes later asks to be taken in. */
export function JoinDialog(properties: {
  readonly desk: Desk;
  readonly onClose: () => void;
}): ReactElement {
  const { desk, onClose } = properties;
  const { publication, title } = desk.shown;
  const isFirst = publication.members.length === 0;
  const why = whyNoPasskeys();
  const [name, setName] = useState("");
  const [inFile, setInFile] = useState(why !== null);
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      const memberId = name.trim();
      const key = inFile && file !== null ? await readKeyFile(file) : null;
      const made = key === null ? await makePasskey(memberId, title) : await publicPartOf(key);
      await desk.stand({ kind: "ask-to-join", memberId, ...made });
      if (isFirst) {
        const words = { memberId, role: "lead", publicKey: made.publicKey, signedBy: memberId };
        const text = memberText(publication.caseId, words);
        const signature =
          key === null
            ? await signWithPasskey(made.passkey ?? "", text)
            : await signWithKey(key, text);
        await desk.stand({ kind: "member", ...words, signature });
      }
      onClose();
    });
  };
  return (
    <DeskDialog
      title={isFirst ? "Lead this case" : "Ask to be taken in"}
      about={
        isFirst
          ? "You sign in your own name, and say who else belongs."
          : "A lead takes you in, after comparing your key with you."
      }
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        <TextLine
          label="Your name, as the report will have it"
          value={name}
          onChange={setName}
          maxLength={NAME_MAX}
          required
          isName
        />
        <KeyKinds inFile={inFile} why={why} onChoose={setInFile} />
        {inFile && <KeyFileField onChoose={setFile} />}
        <Problem text={problem} />
        <button
          type="submit"
          className="button-strong"
          disabled={busy || name.trim() === "" || (inFile && file === null)}
        >
          {busy ? "Waiting for your key …" : isFirst ? "Sign as lead" : "Ask"}
        </button>
      </form>
    </DeskDialog>
  );
}

function KeyKinds(properties: {
  readonly inFile: boolean;
  /** Why no passkey can be had here; null where one can. */
  readonly why: string | null;
  readonly onChoose: (inFile: boolean) => void;
}): ReactElement {
  const { inFile, why, onChoose } = properties;
  return (
    <fieldset className="standing-keys">
      <legend>Your key</legend>
      <label>
        <input
          type="radio"
          name="key-kind"
          checked={!inFile}
          disabled={why !== null}
          onChange={() => onChoose(false)}
        />
        <span>A new passkey, on this device or a security key</span>
      </label>
      <label>
        <input type="radio" name="key-kind" checked={inFile} onChange={() => onChoose(true)} />
        <span>
          A key in a file, as <code>tocsin case key</code> makes it
        </span>
      </label>
      {why !== null && <p className="soft">{why}</p>}
    </fieldset>
  );
}
