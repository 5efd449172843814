import type { SignInMethod, WhoAmI } from "@tocsin/sdk";
import type { AccountState } from "../../identity/identity-record.ts";
import type { Identity } from "../../identity/identity.ts";
import { type Asker, OPEN_PERMISSIONS, rolesOfAsker } from "./guard.ts";

const METHODS: readonly SignInMethod[] = ["password", "passkey"];

/** Who somebody is to this server, in the terms of the interface. */
export function whoAmI(asker: Asker, provider: Identity["provider"]): WhoAmI {
  const account = asker.kind === "account" ? asker : null;
  const full = account !== null && !account.session.secondFactorMissing;
  return {
    state: stateOf(asker),
    because: asker.kind === "open" ? asker.because : null,
    account: account === null ? null : shown(account.account),
    roles: full ? rolesOfAsker(asker) : [],
    permissions: full
      ? [...account.permissions]
      : asker.kind === "open"
        ? [...OPEN_PERMISSIONS]
        : [],
    methods: provider === null ? METHODS : [...METHODS, "provider"],
    provider: provider?.shown ?? null,
    endsUs: account?.session.endsUs ?? null,
  };
}

const shown = ({ id, name, origin }: AccountState): NonNullable<WhoAmI["account"]> => ({
  id,
  name,
  fromProvider: origin !== null,
});

function stateOf(asker: Asker): WhoAmI["state"] {
  if (asker.kind === "command-line" || asker.kind === "service") return "nobody";
  if (asker.kind === "account" && asker.session.secondFactorMissing) return "second-factor";
  return asker.kind;
}
