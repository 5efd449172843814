import { utcText } from "@tocsin/core";
import { EXIT, ISSUER_KINDS, type IssuerKind, TocsinError } from "@tocsin/sdk";
import { postKeyFile, postKeyOf } from "../../broadcast/post-key.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import type { CliContext } from "../cli-context.ts";
import { withDesk } from "../with-desk.ts";
import type { Verb } from "../verb.ts";

/** `tocsin enrol token | list | revoke`: keys of sensors, observers' phones, sirens and other posts. */
export const enrolVerb: Verb = {
  name: "enrol",
  summary: "let a sensor, siren, phone or other post in with a key of its own, or shut it out",
  examples: [
    {
      command: "tocsin enrol token siren north-mast",
      does: "a code with which that siren enrols its key",
    },
    { command: "tocsin enrol list", does: "list all keys" },
    {
      command: "tocsin enrol post-key",
      does: "show the key by which receivers know this post's word",
    },
    {
      command: "tocsin enrol revoke k-4Zq2fVxY8mJwT1sB",
      does: "let a key or certificate in no more",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("token")
      .description("print a code that works once and for an hour")
      .argument("<kind>", `one of: ${ISSUER_KINDS.join(", ")}`)
      .argument("<id>", "of the sensor, siren, observer or post that it speaks for")
      .action(run(token));
    command.command("list").description("list all keys, revoked ones among them").action(run(list));
    command
      .command("post-key")
      .description("print the public key with which this post signs what it tells receivers")
      .action(run(postKey));
    command
      .command("revoke")
      .description("let a key in no more")
      .argument("<key>", "its id, as `tocsin enrol list` prints it")
      .action(run(revoke));
  },
};

function kindOf(name: string): IssuerKind {
  const kind = ISSUER_KINDS.find((one) => one === name);
  if (kind !== undefined) return kind;
  throw new TocsinError("USAGE", {
    detail: `there is no kind "${name}"; the kinds are ${ISSUER_KINDS.join(", ")}`,
    command: "enrol ",
  });
}

async function token(context: CliContext, kind: string, subject: string): Promise<number> {
  const known = kindOf(kind);
  await withDesk(context, async (desk) => {
    const made = await desk.issueCode(known, subject);
    if (context.json) return context.printJson(made);
    context.print(
      `Code for ${made.kind} ${made.subject}; it works once, until ${utcText(made.expiresUs)}:`,
    );
    context.print(`  ${made.code}`);
  });
  return EXIT.ok;
}

async function list(context: CliContext): Promise<number> {
  await withDesk(context, async (desk) => {
    const keys = await desk.keys();
    if (context.json) return context.printJson(keys);
    if (keys.length === 0) context.print("No device has a key yet.");
    for (const { id, kind, subject, proof, revoked } of keys)
      context.print(`${id}  ${kind} ${subject}, ${proof}${revoked ? "  (revoked)" : ""}`);
  });
  return EXIT.ok;
}

async function postKey(context: CliContext): Promise<number> {
  const { config } = await loadSiteFile(context.configPath);
  const { site, mode } = config;
  const key = postKeyOf(postKeyFile(context.dataDir ?? config.data_dir, site.id, mode));
  if (context.json) {
    context.printJson(key);
    return EXIT.ok;
  }
  context.print(`${key.keyId}  post ${key.issuer}, for receivers of mode ${mode}`);
  context.print(`  public key   ${key.publicKey}`);
  context.print(`  fingerprint  ${key.fingerprint}`);
  return EXIT.ok;
}

async function revoke(context: CliContext, id: string): Promise<number> {
  await withDesk(context, async (desk) => {
    const key = await desk.revokeKey(id);
    if (context.json) context.printJson(key);
    else context.print(`${key.id}  ${key.kind} ${key.subject}  (revoked)`);
  });
  return EXIT.ok;
}
