import type { ServiceToken, ServiceTokenWithSecret } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { AddToken } from "./add-token.tsx";
import { getTokens } from "./identity-client.ts";
import { SecretBox } from "./secret-box.tsx";
import { TokenRow } from "./token-row.tsx";

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
