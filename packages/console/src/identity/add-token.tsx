import type { ServicePermission, ServiceTokenWithSecret } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { Problem } from "./card.tsx";
import { addToken } from "./identity-client.ts";
import { MAY_WORDS } from "./identity-words.ts";
import { TextField } from "./text-field.tsx";
import { useAction } from "./use-action.ts";

const DAYS = [30, 90, 180, 365] as const;

/** Which program, what it may do, and for how long: folded up until it is asked for. */
export function AddToken(properties: {
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
