import type { PasskeySummary } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { Problem } from "./card.tsx";
import { asksForProof } from "./identity-client.ts";
import { getPasskeys, registerPasskey, revokePasskey, whyNoPasskeys } from "./passkey-client.ts";
import { ProofForm } from "./proof-form.tsx";
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
  const [proving, setProving] = useState(false);
  const revoke = async (): Promise<void> => {
    setWho(await revokePasskey(passkey.id));
    onRevoked();
  };
  const keep = (): void => {
    setAsking(false);
    setProving(false);
  };
  return (
    <li>
      <strong>{passkey.name}</strong>{" "}
      <span className="soft">
        {passkey.rpId}, {passkey.usedUs === null ? "not used yet" : `used ${dayOf(passkey.usedUs)}`}
      </span>{" "}
      {asking ? (
        <>
          <p>It works no more, and you are signed out everywhere else.</p>
          {proving ? (
            <ProofForm verb="Revoke" onProven={revoke} />
          ) : (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => run(() => proofAskedFor(revoke, setProving))}
            >
              Revoke the passkey
            </button>
          )}{" "}
          <button type="button" className="button-quiet" onClick={keep}>
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
  const [proving, setProving] = useState(false);
  const add = async (): Promise<void> => {
    await registerPasskey(name);
    setName("");
    setProving(false);
    onMade();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(() => proofAskedFor(add, setProving));
  };
  if (proving)
    return (
      <>
        <p>A new passkey opens this account: show first that it is yours.</p>
        <ProofForm verb="Go on" onProven={add} />
      </>
    );
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

/** Does it; where the server wants a proof first, has it asked for. */
async function proofAskedFor(
  act: () => Promise<void>,
  setProving: (proving: boolean) => void,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!asksForProof(error)) throw error;
    setProving(true);
  }
}

const dayOf = (timeUs: number): string => new Date(timeUs / 1_000).toISOString().slice(0, 10);
