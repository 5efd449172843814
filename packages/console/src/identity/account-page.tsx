import { type FormEvent, type ReactElement, useState } from "react";
import { Page } from "../app/page.tsx";
import { Problem } from "./card.tsx";
import { changePassword } from "./identity-client.ts";
import { PASSWORD_HINT, ROLE_WORDS } from "./identity-words.ts";
import { PasskeyPanel } from "./passkey-panel.tsx";
import { PasswordField } from "./password-field.tsx";
import { useAction } from "./use-action.ts";
import { setWho, useWho } from "./who.ts";

/** One's own account. */
export function AccountPage(): ReactElement {
  const who = useWho();
  if (who === null || who.account === null)
    return (
      <Page title="My account">
        <p>{who?.because ?? "You are not signed in."}</p>
      </Page>
    );
  return (
    <Page title={who.account.name}>
      <ul className="plain-list">
        {who.roles.map((role) => (
          <li key={role}>
            <strong>{role}</strong> <span className="soft">{ROLE_WORDS[role]}</span>
          </li>
        ))}
      </ul>
      {who.account.fromProvider ? (
        <p className="soft">Your password and your roles are kept by the sign-in service.</p>
      ) : (
        <>
          <PasskeyPanel />
          <PasswordForm name={who.account.name} />
        </>
      )}
    </Page>
  );
}

function PasswordForm({ name }: { readonly name: string }): ReactElement {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setDone(false);
    run(async () => {
      setWho(await changePassword(old, next));
      setOld("");
      setNext("");
      setDone(true);
    });
  };
  return (
    <section className="panel-plain" aria-label="Password">
      <h2>Password</h2>
      <form className="form" onSubmit={submit}>
        <input
          type="text"
          className="unseen"
          tabIndex={-1}
          aria-hidden
          autoComplete="username"
          value={name}
          readOnly
        />
        <PasswordField label="Current password" value={old} isNew={false} onChange={setOld} />
        <PasswordField
          label="New password"
          value={next}
          isNew
          hint={PASSWORD_HINT}
          onChange={setNext}
        />
        <Problem text={problem} />
        <p role="status">{done ? "Changed. You are signed out everywhere else." : ""}</p>
        <button type="submit" className="button-strong" disabled={busy}>
          Change the password
        </button>
      </form>
    </section>
  );
}
