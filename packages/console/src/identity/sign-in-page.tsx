import type { WhoAmI } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { Card, Problem } from "./card.tsx";
import { signIn } from "./identity-client.ts";
import { signInWithPasskey, whyNoPasskeys } from "./passkey-client.ts";
import { PasswordField } from "./password-field.tsx";
import { ProviderButton } from "./provider-button.tsx";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";
import { setWho } from "./who.ts";

export function SignInPage({ who }: { readonly who: WhoAmI }): ReactElement {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => setWho(await signIn(name, password)));
  };
  return (
    <Card title="Sign in">
      {who.state === "expired" ? (
        <p className="notice">
          Your session has ended, and this screen shows nothing any more. The site is still
          protected; warnings are still sent.
        </p>
      ) : null}
      {who.provider === null ? null : <ProviderButton provider={who.provider} />}
      <form className="form" onSubmit={submit}>
        <TextField label="Name" value={name} autoComplete="username" onChange={setName} />
        <PasswordField label="Password" value={password} isNew={false} onChange={setPassword} />
        <Problem text={problem} />
        <button
          type="submit"
          className={who.provider === null ? "button-strong" : "button provider-other"}
          disabled={busy}
        >
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <PasskeyWay />
      <p className="soft small">
        No account, or the password is lost? An administrator makes a link for you.
      </p>
    </Card>
  );
}

/** The other way in, where the browser has one for this page. */
function PasskeyWay(): ReactElement {
  const { busy, problem, run } = useAction();
  const reason = whyNoPasskeys();
  if (reason !== null) return <p className="soft small">{reason}</p>;
  return (
    <div className="form">
      <Problem text={problem} />
      <button
        type="button"
        className="button"
        disabled={busy}
        onClick={() => run(async () => setWho(await signInWithPasskey()))}
      >
        {busy ? "Waiting for the passkey…" : "Use a passkey"}
      </button>
    </div>
  );
}
