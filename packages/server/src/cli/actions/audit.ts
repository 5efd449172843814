import { utcText } from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import {
  decodeIdentityRecord,
  type IdentityRecord,
  isIdentityType,
} from "../../identity/identity-record.ts";
import { readJournal } from "../../journal/read-journal.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { identityText } from "../text/identity-text.ts";
import { AUDIT_KINDS } from "../commands/audit.ts";

interface AuditOptions {
  readonly kind?: string;
  readonly account?: string;
  readonly last: string;
}

export async function audit(context: CliContext, options: AuditOptions): Promise<number> {
  const { kind, account } = options;
  const last = wholeOption("--last", options.last, "audit ");
  if (kind !== undefined && !(AUDIT_KINDS as readonly string[]).includes(kind))
    throw new TocsinError("USAGE", {
      detail: `--kind takes ${AUDIT_KINDS.join(", ")}, not "${kind}"`,
      command: "audit ",
    });
  const names = new Map<string, string>();
  const kept: { readonly sequence: number; readonly record: IdentityRecord }[] = [];
  for (const { type, payload, sequence } of readJournal(await findJournal(context))) {
    if (!isIdentityType(type)) continue;
    const record = decodeIdentityRecord(type, payload);
    if (record === null) continue;
    if (record.kind === "account" && record.change !== "erased")
      names.set(record.account.id, record.account.name);
    if (kind !== undefined && record.kind !== kind) continue;
    if (account !== undefined && !concerns(record, account, names)) continue;
    kept.push({ sequence, record });
    if (kept.length > last) kept.shift();
  }
  if (context.json) context.printJson(kept);
  else if (kept.length === 0) context.print("No such entry.");
  else
    for (const { sequence, record } of kept)
      context.print(
        `${String(sequence).padStart(8)}  ${utcText(record.timeUs)}  ${identityText(record, (id) => names.get(id) ?? id)}`,
      );
  return EXIT.ok;
}

/** Whether a record is of an account, or of something that it did. */
function concerns(
  record: IdentityRecord,
  name: string,
  names: ReadonlyMap<string, string>,
): boolean {
  const ids = [
    record.kind === "account" ? record.account.id : null,
    record.kind === "access" ? record.accountId : null,
    record.kind === "token" ? record.token.accountId : null,
    "by" in record && record.by.kind === "account" ? record.by.id : null,
  ];
  return ids.some((id) => id !== null && (id === name || names.get(id) === name.toLowerCase()));
}
