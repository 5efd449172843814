import { utcText } from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk";
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
import type { Verb } from "../verb.ts";

const KINDS = ["account", "access", "token", "key", "service"] as const;

interface AuditOptions {
  readonly kind?: string;
  readonly account?: string;
  readonly last: string;
}

/** `tocsin audit`: who signed in, and who changed what, as the journal has it. */
export const auditVerb: Verb = {
  name: "audit",
  summary: "list who signed in and out, who was refused, and who changed accounts and keys",
  examples: [
    { command: "tocsin audit --config site.yaml", does: "the last 200 entries, oldest first" },
    {
      command: "tocsin audit --kind access --account ada",
      does: "when ada signed in, and from where",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .option("--kind <kind>", `one of: ${KINDS.join(", ")}`)
      .option("--account <name>", "only what concerns this account")
      .option("--last <count>", "so many, from the end", "200")
      .action(run(audit));
  },
};

async function audit(context: CliContext, options: AuditOptions): Promise<number> {
  const { kind, account } = options;
  const last = wholeOption("--last", options.last, "audit ");
  if (kind !== undefined && !(KINDS as readonly string[]).includes(kind))
    throw new TocsinError("USAGE", {
      detail: `--kind takes ${KINDS.join(", ")}, not "${kind}"`,
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
