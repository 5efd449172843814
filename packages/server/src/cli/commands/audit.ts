import type { Verb } from "../verb.ts";

export const AUDIT_KINDS = ["account", "access", "token", "key", "service"] as const;

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
      .option("--kind <kind>", `one of: ${AUDIT_KINDS.join(", ")}`)
      .option("--account <name>", "only what concerns this account")
      .option("--last <count>", "so many, from the end", "200")
      .action(run(async () => (await import("../actions/audit.ts")).audit));
  },
};
