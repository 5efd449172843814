import { type DeskKey, memberText } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { Problem } from "../../identity/card.tsx";
import { useAction } from "../../identity/use-action.ts";
import { DeskDialog } from "../act/desk-dialog.tsx";
import type { Desk } from "../use-desk.ts";
import { ROLE_WORDS, ROLES } from "./role-words.ts";
import { useSigner } from "./use-signer.tsx";

/** A lead says as what somebody belongs to the case, and signs it. */
export function MemberDialog(properties: {
  readonly desk: Desk;
  readonly person: DeskKey & { readonly role: string | null };
  readonly onClose: () => void;
}): ReactElement {
  const { desk, person, onClose } = properties;
  const { name: memberId, publicKey, fingerprint } = person;
  const { caseId, members } = desk.shown.publication;
  const isFirst = members.length === 0;
  const [role, setRole] = useState(isFirst ? "lead" : (person.role ?? "analyst"));
  const signer = useSigner(isFirst ? [person] : members.filter((each) => each.role === "lead"));
  const { busy, problem, run } = useAction();
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      const words = { memberId, role, publicKey, signedBy: signer.name };
      const signature = await signer.sign(memberText(caseId, words));
      await desk.stand({ kind: "member", ...words, signature });
      onClose();
    });
  };
  return (
    <DeskDialog
      title={person.role === null ? `Take in ${memberId}` : `Change what ${memberId} is`}
      onClose={onClose}
    >
      <form className="act-form" onSubmit={submit}>
        <p>
          Compare this with {memberId}, by voice or face to face. Anybody can write a name into a
          case; only the key shows whose it is.
        </p>
        <p className="standing-fingerprint">
          <code>{fingerprint}</code>
        </p>
        <div className="field">
          <label htmlFor={id}>Belongs as</label>
          <select
            id={id}
            value={role}
            disabled={isFirst}
            onChange={({ currentTarget }) => setRole(currentTarget.value)}
          >
            {ROLES.filter((each) => person.role !== null || each !== "former").map((each) => (
              <option key={each} value={each}>
                {ROLE_WORDS[each]}
              </option>
            ))}
          </select>
        </div>
        {signer.fields}
        <Problem text={problem} />
        <button type="submit" className="button-strong" disabled={busy || !signer.isReady}>
          {busy ? "Waiting for the key …" : "Sign it"}
        </button>
      </form>
    </DeskDialog>
  );
}
