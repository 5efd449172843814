import { type AccountWithLink, type Role } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { Problem } from "./card.tsx";
import { addAccount } from "./identity-client.ts";
import { RoleBoxes } from "./role-boxes.tsx";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";

const FIRST_ROLES: readonly Role[] = ["viewer"];

export function AddAccount(properties: {
  readonly onAdded: (made: AccountWithLink) => void;
}): ReactElement {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [roles, setRoles] = useState(FIRST_ROLES);
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      properties.onAdded(await addAccount(name, roles));
      setName("");
      setRoles(FIRST_ROLES);
      setOpen(false);
    });
  };
  if (!open)
    return (
      <div>
        <button type="button" className="button-strong" onClick={() => setOpen(true)}>
          New account
        </button>
      </div>
    );
  return (
    <section className="panel-plain" aria-label="New account">
      <h2>New account</h2>
      <form className="form" onSubmit={submit}>
        <TextField
          label="Name to sign in with"
          value={name}
          autoComplete="off"
          onChange={setName}
        />
        <RoleBoxes legend="What this person may do" roles={roles} onChange={setRoles} />
        <Problem text={problem} />
        <div className="button-row">
          <button type="submit" className="button-strong" disabled={busy || roles.length === 0}>
            Make the account
          </button>
          <button type="button" className="button" onClick={() => setOpen(false)}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
