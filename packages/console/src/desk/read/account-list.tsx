import type { DeskCase } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { goTo } from "../desk-route.ts";
import { minutesText } from "../desk-words.ts";

/** The accounts of the case, with how much is left and how long each took. */
export function AccountList({
  shown,
  openId,
}: {
  readonly shown: DeskCase;
  readonly openId: string;
}): ReactElement {
  return (
    <nav className="desk-accounts" aria-label="Accounts">
      <ul>
        {shown.accounts.map(({ id, title, source, published }) => {
          const own = shown.claims.filter(({ accountId }) => accountId === id);
          const left = own.filter(({ status }) => status === "proposed").length;
          const minutes = shown.minutes.find(({ accountId }) => accountId === id);
          return (
            <li key={id}>
              <a href={`#/read/${encodeURIComponent(id)}`} aria-current={id === openId}>
                <span className="account-id">{id}</span>
                <span className="account-what">
                  <strong dir="auto">{title}</strong>
                  <span className="soft">
                    {source}
                    {published !== null && `, ${published}`}
                  </span>
                  <span className="account-left">
                    <meter
                      min={0}
                      max={Math.max(1, own.length)}
                      value={own.length - left}
                      aria-label="Decided"
                    />
                    <span className="number">
                      {own.length - left} of {own.length}
                    </span>
                    {minutes !== undefined && (
                      <span className="number soft">{minutesText(minutes.activeS)}</span>
                    )}
                  </span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <label className="account-pick">
        <span className="unseen">Account</span>
        <select
          value={openId}
          onChange={({ currentTarget }) =>
            goTo({ view: "read", accountId: currentTarget.value, claimId: null })
          }
        >
          {shown.accounts.map(({ id, title }) => (
            <option key={id} value={id}>
              {id}: {title}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}
