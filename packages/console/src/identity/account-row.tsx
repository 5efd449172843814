import type { AccountSummary, AccountWithLink } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { Problem } from "./card.tsx";
import { eraseAccount, resetAccount, setDisabled, setRoles } from "./identity-client.ts";
import { stateWords } from "./identity-words.ts";
import { RoleBoxes } from "./role-boxes.tsx";
import { useAction } from "./use-action.ts";

type Doing = "nothing" | "roles" | "reset" | "close" | "erase";

/** One account, and what can be done about it. What takes something away asks once more. */
export function AccountRow(properties: {
  readonly account: AccountSummary;
  readonly isOwn: boolean;
  readonly onChanged: (made: AccountWithLink | null) => void;
}): ReactElement {
  const { account, isOwn, onChanged } = properties;
  const [doing, setDoing] = useState<Doing>("nothing");
  const { problem, run } = useAction();
  const after = (act: () => Promise<AccountWithLink | null>): void =>
    run(async () => {
      onChanged(await act());
      setDoing("nothing");
    });
  const stop = (): void => setDoing("nothing");
  return (
    <li className="account-row">
      <div className="account-line">
        <span>
          <strong>{account.name}</strong>
          {isOwn ? <span className="soft"> (you)</span> : null}
        </span>
        <span className="account-roles">{account.roles.join(", ")}</span>
        <span className={account.disabled ? "account-state closed" : "account-state"}>
          {stateWords(account)}
        </span>
        <RowButtons
          disabled={account.disabled}
          isOurs={!account.signsInWith.includes("provider")}
          onAsk={setDoing}
          onReopen={() => after(async () => (await setDisabled(account.id, false), null))}
        />
      </div>
      {doing === "roles" ? (
        <RolesForm
          account={account}
          onSave={(roles) => after(async () => (await setRoles(account.id, roles), null))}
          onCancel={stop}
        />
      ) : null}
      {doing === "reset" ? (
        <Ask
          text={`${account.name} is signed out everywhere, and the password works no more.`}
          act="Make a new link"
          onAct={() => after(() => resetAccount(account.id))}
          onCancel={stop}
        />
      ) : null}
      {doing === "close" ? (
        <Ask
          text={`${account.name} is signed out everywhere and let in no more, until the account is opened again.`}
          act="Close the account"
          onAct={() => after(async () => (await setDisabled(account.id, true), null))}
          onCancel={stop}
        />
      ) : null}
      {doing === "erase" ? (
        <EraseForm
          name={account.name}
          onErase={(reports) => after(async () => (await eraseAccount(account.id, reports), null))}
          onCancel={stop}
        />
      ) : null}
      <Problem text={problem} />
    </li>
  );
}

function RowButtons(properties: {
  readonly disabled: boolean;
  /** Otherwise its roles and its password are the sign-in service's matter. */
  readonly isOurs: boolean;
  readonly onAsk: (doing: Doing) => void;
  readonly onReopen: () => void;
}): ReactElement {
  const { disabled, isOurs, onAsk, onReopen } = properties;
  return (
    <span className="button-row">
      {isOurs ? (
        <>
          <button type="button" className="button" onClick={() => onAsk("roles")}>
            Roles
          </button>
          <button type="button" className="button" onClick={() => onAsk("reset")}>
            New link
          </button>
        </>
      ) : null}
      <button
        type="button"
        className="button"
        onClick={() => (disabled ? onReopen() : onAsk("close"))}
      >
        {disabled ? "Reopen" : "Close"}
      </button>
      {disabled ? (
        <button type="button" className="button" onClick={() => onAsk("erase")}>
          Erase
        </button>
      ) : null}
    </span>
  );
}

function EraseForm(properties: {
  readonly name: string;
  readonly onErase: (reports: boolean) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { name, onErase, onCancel } = properties;
  const [reports, setReports] = useState(false);
  return (
    <div className="form">
      <p>
        What is known of {name} is taken out for good: the account, and from the record the name and
        from where {name} signed in. That somebody acted stays, under a number. Nothing brings it
        back.
      </p>
      <label className="check-line">
        <input
          type="checkbox"
          checked={reports}
          onChange={({ currentTarget }) => setReports(currentTarget.checked)}
        />
        <span>
          Also what {name} reported as an observer{" "}
          <span className="soft">(an inquiry may need it)</span>
        </span>
      </label>
      <div className="button-row">
        <button type="button" className="button-strong" onClick={() => onErase(reports)}>
          Erase {name}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  );
}

function RolesForm(properties: {
  readonly account: AccountSummary;
  readonly onSave: (roles: AccountSummary["roles"]) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { account, onSave, onCancel } = properties;
  const [roles, choose] = useState(account.roles);
  return (
    <div className="form">
      <RoleBoxes legend={`What ${account.name} may do`} roles={roles} onChange={choose} />
      <div className="button-row">
        <button
          type="button"
          className="button-strong"
          disabled={roles.length === 0}
          onClick={() => onSave(roles)}
        >
          Save
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  );
}

function Ask(properties: {
  readonly text: string;
  readonly act: string;
  readonly onAct: () => void;
  readonly onCancel: () => void;
}): ReactElement {
  return (
    <div className="form">
      <p>{properties.text}</p>
      <div className="button-row">
        <button type="button" className="button-strong" onClick={properties.onAct}>
          {properties.act}
        </button>
        <button type="button" className="button" onClick={properties.onCancel}>
          Cancel
        </button>
      </div>
    </div>
  );
}
