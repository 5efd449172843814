import { type FormEvent, type ReactElement, useState } from "react";
import { Problem } from "./card.tsx";
import { prove } from "./identity-client.ts";
import { proveWithPasskey, whyNoPasskeys } from "./passkey-client.ts";
import { PasswordField } from "./password-field.tsx";
import { useAction } from "./use-action.ts";

/** Somebody who is signed in shows once more who they are, and then does `verb`: a screen may stand open. */
export function ProofForm(properties: {
  readonly verb: string;
  readonly onProven: () => Promise<void>;
}): ReactElement {
  const { verb, onProven } = properties;
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      await prove(password);
      await onProven();
    });
  };
  return (
    <form className="proof" onSubmit={submit}>
      <PasswordField
        label="Your password, once more"
        value={password}
        isNew={false}
        hasFocus
        onChange={setPassword}
      />
      <div className="button-row">
        <button type="submit" className="button-strong" disabled={busy || password === ""}>
          {verb}
        </button>
        {whyNoPasskeys() === null && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() =>
              run(async () => {
                await proveWithPasskey();
                await onProven();
              })
            }
          >
            {verb} with a passkey
          </button>
        )}
      </div>
      <Problem text={problem} />
    </form>
  );
}
