import { type Permission, ROLE_NAMES, ROLES } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { useWho } from "./who.ts";

/** Why somebody may not do something here, who may, and what helps; null where they may. */
export function useWhyNot(permission: Permission): string | null {
  const who = useWho();
  if (who === null) return "The server has not said who you are here.";
  if (who.permissions.includes(permission)) return null;
  const holders = ROLE_NAMES.filter((role) =>
    (ROLES[role] as readonly Permission[]).includes(permission),
  );
  return who.account === null
    ? "Nobody has an account here, so nobody's name could stand beside it. It needs an account first."
    : `It takes the role ${holders.join(" or ")}. You are signed in as ${who.account.name}, ${who.roles.join(", ")}: an administrator can give you the role.`;
}

export function MayNot({
  what,
  why,
}: {
  readonly what: string;
  readonly why: string;
}): ReactElement {
  return (
    <div className="notice" role="note">
      <p>
        <strong>{what}</strong> {why}
      </p>
    </div>
  );
}
