import type { AccountSummary, AccountWithLink } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { AccountRow } from "./account-row.tsx";
import { AddAccount } from "./add-account.tsx";
import { getAccounts } from "./identity-client.ts";
import { LinkBox } from "./link-box.tsx";
import { ProgramsPanel } from "./programs-panel.tsx";
import { useWho } from "./who.ts";

/** Everybody's accounts, for administrators. */
export function AccountsPage(): ReactElement {
  const who = useWho();
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<AccountWithLink | null>(null);
  const accounts = useRemote(`accounts ${round}`, getAccounts);
  const [shown, setShown] = useState<readonly AccountSummary[]>([]);
  if (accounts.state === "ready" && accounts.value !== shown) setShown(accounts.value);
  const changed = (link: AccountWithLink | null): void => {
    if (link !== null) setMade(link);
    setRound((before) => before + 1);
  };
  if (who?.permissions.includes("administer") !== true)
    return (
      <Page title="Accounts">
        <p>Administrators see and change accounts here; yours is none of theirs.</p>
      </Page>
    );
  return (
    <Page title="Accounts">
      {made === null ? null : <LinkBox made={made} onClose={() => setMade(null)} />}
      <AddAccount onAdded={changed} />
      {accounts.state === "failed" ? <p role="alert">{accounts.message}</p> : null}
      <ul className="account-list">
        {shown.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isOwn={account.id === who.account?.id}
            onChanged={changed}
          />
        ))}
      </ul>
      <ProgramsPanel />
    </Page>
  );
}
