import { type FormEvent, type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { Card, Problem } from "./card.tsx";
import { enrol, type LinkPurpose, lookAtLink } from "./identity-client.ts";
import { PASSWORD_HINT } from "./identity-words.ts";
import { PasswordField } from "./password-field.tsx";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";
import { setWho } from "./who.ts";

/** Where a one-time link leads: its owner chooses a password, and is signed in. */
export function EnrolPage({ secret }: { readonly secret: string }): ReactElement {
  const purpose = useRemote(secret, () => lookAtLink(secret));
  if (purpose.state === "ready") return <EnrolForm secret={secret} purpose={purpose.value} />;
  return (
    <Card title={purpose.state === "loading" ? "One moment" : "This link does not work"}>
      {purpose.state === "loading" ? (
        <p className="soft">Looking at your link…</p>
      ) : (
        <>
          <p role="alert">{purpose.message}</p>
          <p>
            <a href="#/">Sign in with a name and a password</a>
          </p>
        </>
      )}
    </Card>
  );
}

function EnrolForm(properties: {
  readonly secret: string;
  readonly purpose: LinkPurpose;
}): ReactElement {
  const { secret, purpose } = properties;
  const [name, setName] = useState(purpose.name ?? "");
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      setWho(await enrol(secret, name, password));
      // The link is used up: it does not stay in the browser's history.
      location.replace("#/");
    });
  };
  return (
    <Card title={purpose.name === null ? "The first administrator" : `Welcome, ${purpose.name}`}>
      <p className="soft">
        {purpose.name === null
          ? "You make the first account of this site. From then on everybody signs in, and you give others their accounts."
          : "Choose a password for your account."}
      </p>
      <form className="form" onSubmit={submit}>
        {purpose.name === null ? (
          <TextField label="Your name" value={name} autoComplete="username" onChange={setName} />
        ) : (
          <input
            type="text"
            className="unseen"
            tabIndex={-1}
            aria-hidden
            autoComplete="username"
            value={name}
            readOnly
          />
        )}
        <PasswordField
          label="Password"
          value={password}
          isNew
          hint={PASSWORD_HINT}
          onChange={setPassword}
        />
        <Problem text={problem} />
        <button type="submit" className="button-strong" disabled={busy}>
          {busy ? "One moment…" : "Set the password and sign in"}
        </button>
      </form>
    </Card>
  );
}
