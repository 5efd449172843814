import type { ServicePermission, ServiceToken, ServiceTokenWithSecret } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { Problem } from "./card.tsx";
import { addToken, getTokens, revokeToken } from "./identity-client.ts";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";

const MAY_WORDS: Readonly<Record<ServicePermission, string>> = {
  measure: "read the metrics",
  view: "see everything, and change nothing",
};
const DAYS = [30, 90, 180, 365] as const;
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const when = (timeUs: number): string => WHEN.format(timeUs / 1000);

/** Programs that read, such as one that collects metrics, each with a token of its own; for administrators. */
export function ProgramsPanel(): ReactElement {
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<ServiceTokenWithSecret | null>(null);
  const tokens = useRemote(`tokens ${round}`, getTokens);
  const [shown, setShown] = useState<readonly ServiceToken[]>([]);
  if (tokens.state === "ready" && tokens.value !== shown) setShown(tokens.value);
  const changed = (): void => setRound((before) => before + 1);
  return (
    <section className="programs" aria-label="Programs">
      <h2>Programs</h2>
      <p className="soft">
        A program that collects metrics, or shows this site elsewhere, has a token in place of an
        account: it may do one thing, changes nothing, and ends by itself.
      </p>
      {made === null ? null : <SecretBox made={made} onClose={() => setMade(null)} />}
      <AddToken
        onAdded={(token) => {
          setMade(token);
          changed();
        }}
      />
      {tokens.state === "failed" ? <p role="alert">{tokens.message}</p> : null}
      <ul className="account-list">
        {shown
          .filter(({ revoked }) => !revoked)
          .map((token) => (
            <TokenRow key={token.id} token={token} onRevoked={changed} />
          ))}
      </ul>
    </section>
  );
}

function TokenRow(properties: {
  readonly token: ServiceToken;
  readonly onRevoked: () => void;
}): ReactElement {
  const { id, name, permission, expiresUs, usedUs } = properties.token;
  const [asked, setAsked] = useState(false);
  const { busy, problem, run } = useAction();
  const isOver = expiresUs <= Date.now() * 1000;
  return (
    <li className="account-row">
      <div className="account-line">
        <strong>{name}</strong>
        <span className="account-roles">may {MAY_WORDS[permission]}</span>
        <span className={isOver ? "account-state closed" : "account-state"}>
          {isOver ? "over since" : "until"} {when(expiresUs)};{" "}
          {usedUs === null ? "not used yet" : `last used ${when(usedUs)}`}
        </span>
        <span className="button-row">
          <button type="button" className="button" onClick={() => setAsked(true)}>
            Revoke
          </button>
        </span>
      </div>
      {asked ? (
        <div className="form">
          <p>{name} gets nothing any more, from now on. A new token has a new secret.</p>
          <div className="button-row">
            <button
              type="button"
              className="button-strong"
              disabled={busy}
              onClick={() => run(async () => (await revokeToken(id), properties.onRevoked()))}
            >
              Revoke the token
            </button>
            <button type="button" className="button" onClick={() => setAsked(false)}>
              Cancel
            </button>
          </div>
        </div>
      ) : null}
      <Problem text={problem} />
    </li>
  );
}

function AddToken(properties: {
  readonly onAdded: (made: ServiceTokenWithSecret) => void;
}): ReactElement {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [permission, setPermission] = useState<ServicePermission>("measure");
  const [days, setDays] = useState<number>(90);
  const { busy, problem, run } = useAction();
  if (!open)
    return (
      <div>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          New token
        </button>
      </div>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      properties.onAdded(await addToken(name, permission, days));
      setName("");
      setOpen(false);
    });
  };
  return (
    <section className="panel-plain" aria-label="New token">
      <h3>New token</h3>
      <form className="form" onSubmit={submit}>
        <TextField
          label="Which program it is for"
          value={name}
          autoComplete="off"
          onChange={setName}
        />
        <MayChoice permission={permission} onChoose={setPermission} />
        <label className="field">
          How long it works
          <select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {DAYS.map((count) => (
              <option key={count} value={count}>
                {count} days
              </option>
            ))}
          </select>
        </label>
        <Problem text={problem} />
        <div className="button-row">
          <button type="submit" className="button-strong" disabled={busy}>
            Make the token
          </button>
          <button type="button" className="button" onClick={() => setOpen(false)}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}

function MayChoice(properties: {
  readonly permission: ServicePermission;
  readonly onChoose: (permission: ServicePermission) => void;
}): ReactElement {
  const { permission, onChoose } = properties;
  return (
    <fieldset className="role-boxes">
      <legend>What it may do</legend>
      {(["measure", "view"] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="permission"
            checked={permission === one}
            onChange={() => onChoose(one)}
          />
          <span>{MAY_WORDS[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The secret of a new token: shown once. */
function SecretBox(properties: {
  readonly made: ServiceTokenWithSecret;
  readonly onClose: () => void;
}): ReactElement {
  const { token, secret } = properties.made;
  const [copied, setCopied] = useState(false);
  return (
    <section className="link-box" aria-label={`Token of ${token.name}`}>
      <h2>Give this token to {token.name} now</h2>
      <p className="soft">
        It is not shown again, and nobody can read it here later. The program sends it as{" "}
        <code>Authorization: Bearer …</code>; Prometheus takes it as <code>credentials</code>.
      </p>
      <code className="link-text">{secret}</code>
      <div className="button-row">
        <button
          type="button"
          className="button-strong"
          onClick={() =>
            void navigator.clipboard
              .writeText(secret)
              .then(() => setCopied(true))
              .catch(() => undefined)
          }
        >
          {copied ? "Copied" : "Copy the token"}
        </button>
        <button type="button" className="button" onClick={properties.onClose}>
          Done
        </button>
      </div>
    </section>
  );
}
