import type { ServiceToken } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { momentText } from "../format/time.ts";
import { Problem } from "./card.tsx";
import { revokeToken } from "./identity-client.ts";
import { MAY_WORDS } from "./identity-words.ts";
import { useAction } from "./use-action.ts";

/** A program's token, and the way to end it. */
export function TokenRow(properties: {
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
          {isOver ? "over since" : "until"} {momentText(expiresUs)};{" "}
          {usedUs === null ? "not used yet" : `last used ${momentText(usedUs)}`}
        </span>
        <span className="button-row">
          <button
            type="button"
            className="button"
            aria-label={`Revoke ${name}`}
            onClick={() => setAsked(true)}
          >
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
