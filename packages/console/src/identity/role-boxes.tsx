import { type Role, ROLE_NAMES } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { ROLE_WORDS } from "./identity-words.ts";

/** Roles to choose from, each with what it is for. */
export function RoleBoxes(properties: {
  readonly legend: string;
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}): ReactElement {
  const { legend, roles, onChange } = properties;
  return (
    <fieldset className="role-boxes">
      <legend>{legend}</legend>
      {ROLE_NAMES.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={({ currentTarget }) =>
              onChange(
                ROLE_NAMES.filter((one) =>
                  one === role ? currentTarget.checked : roles.includes(one),
                ),
              )
            }
          />
          <span>
            {role} <span className="soft">{ROLE_WORDS[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
