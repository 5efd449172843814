import type { Actor, IdentityRecord } from "../../identity/identity-record.ts";

/** A record of identity as a line for people. `nameOf` knows accounts by their id. */
export function identityText(record: IdentityRecord, nameOf: (id: string) => string): string {
  const by = "by" in record ? `, by ${actorText(record.by, nameOf)}` : "";
  switch (record.kind) {
    case "account": {
      const { account, change, method, passkey, withReports } = record;
      if (change === "erased")
        return `account ${account.id}: erased${withReports === true ? ", with what it reported" : ""}${by}`;
      const which = passkey === undefined ? "" : ` "${passkey.name}"`;
      const what = method === null ? change : `${change} (${method}${which})`;
      const roles = account.roles.length === 0 ? "no role" : account.roles.join(", ");
      return `account ${account.name}: ${what}; ${roles}${by}`;
    }
    case "access": {
      const who = record.accountId === null ? "somebody unknown" : nameOf(record.accountId);
      const how = record.method === null ? "" : ` with ${record.method}`;
      const times = record.count === 1 ? "" : `, ${record.count} times`;
      const refused = record.reason === undefined ? "" : ` (${record.reason})`;
      const copied = record.why === undefined ? "" : ": its counter went back, so it may be a copy";
      const why = refused + copied;
      return `${who} ${record.outcome}${how} from ${record.from}${times}${why}`;
    }
    case "token": {
      const { accountId, device, roles } = record.token;
      const what =
        device !== null
          ? `${device.kind} ${device.subject}`
          : accountId === null
            ? `a new ${roles.join(", ")}`
            : nameOf(accountId);
      return `link for ${what}: ${record.change}${by}`;
    }
    case "service":
      return `token ${record.token.id} of ${record.token.name} for ${record.token.permission}: ${record.change}${by}`;
    case "key":
      return `key ${record.key.id} of ${record.key.kind} ${record.key.subject}: ${record.change}${by}`;
  }
}

function actorText(actor: Actor, nameOf: (id: string) => string): string {
  if (actor.kind === "account") return nameOf(actor.id);
  if (actor.kind === "provider") return actor.issuer;
  return actor.kind === "post" ? "the post" : `${actor.user} on the command line`;
}
