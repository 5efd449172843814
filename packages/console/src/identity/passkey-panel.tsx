import type { PasskeySummary } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { Problem } from "./card.tsx";
import { getPasskeys, registerPasskey, revokePasskey, whyNoPasskeys } from "./passkey-client.ts";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";
import { setWho } from "./who.ts";

/** One's own passkeys: those that there are, and a new one. */
export function PasskeyPanel(): ReactElement {
  const [round, setRound] = useState(0);
  const passkeys = useRemote(`passkeys ${round}`, getPasskeys);
  const again = (): void => setRound((before) => before + 1);
  const reason = whyNoPasskeys();
  return (
    <section className="panel-plain" aria-label="Passkeys">
      <h2>Passkeys</h2>
      <p className="soft">
        A passkey signs you in without a password, by this device or by a key that you carry.
      </p>
      {passkeys.state === "failed" ? <p role="alert">{passkeys.message}</p> : null}
      <ul className="plain-list">
        {passkeys.state === "ready"
          ? passkeys.value.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onRevoked={again} />
            ))
          : null}
      </ul>
      {reason === null ? <NewPasskey onMade={again} /> : <p className="notice">{reason}</p>}
    </section>
  );
}

function PasskeyRow(properties: {
  readonly passkey: PasskeySummary;
  readonly onRevoked: () => void;
}): ReactElement {
  const { passkey, onRevoked } = properties;
  const { busy, problem, run } = useAction();
  const [asking, setAsking] = useState(false);
  const revoke = (): void =>
    run(async () => {
      setWho(await revokePasskey(passkey.id));
      onRevoked();
    });
  return (
    <li>
      <strong>{passkey.name}</strong>{" "}
      <span className="soft">
        {passkey.rpId}, {passkey.usedUs === null ? "not used yet" : `used ${dayOf(passkey.usedUs)}`}
      </span>{" "}
      {asking ? (
        <>
          <p>It works no more, and you are signed out everywhere else.</p>
          <button type="button" className="button" disabled={busy} onClick={revoke}>
            Revoke the passkey
          </button>{" "}
          <button type="button" className="button-quiet" onClick={() => setAsking(false)}>
            Keep it
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={`Revoke ${passkey.name}`}
          onClick={() => setAsking(true)}
        >
          Revoke
        </button>
      )}
      <Problem text={problem} />
    </li>
  );
}

function NewPasskey({ onMade }: { readonly onMade: () => void }): ReactElement {
  const [name, setName] = useState("");
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(async () => {
      await registerPasskey(name);
      setName("");
      onMade();
    });
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField label="Name of a new passkey" value={name} autoComplete="off" onChange={setName} />
      <Problem text={problem} />
      <button type="submit" className="button-strong" disabled={busy}>
        {busy ? "Waiting for the passkey…" : "Add a passkey"}
      </button>
    </form>
  );
}

const dayOf = (timeUs: number): string => new Date(timeUs / 1_000).toISOString().slice(0, 10);
