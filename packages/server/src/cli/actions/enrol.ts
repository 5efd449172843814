import { utcText } from "@tocsin/core";
import { EXIT, ISSUER_KINDS, type IssuerKind, TocsinError } from "@tocsin/sdk";
import { postKeyFile, postKeyOf } from "../../broadcast/post-key.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import type { CliContext } from "../cli-context.ts";
import { withDesk } from "./with-desk.ts";

function kindOf(name: string): IssuerKind {
  const kind = ISSUER_KINDS.find((one) => one === name);
  if (kind !== undefined) return kind;
  throw new TocsinError("USAGE", {
    detail: `there is no kind "${name}"; the kinds are ${ISSUER_KINDS.join(", ")}`,
    command: "enrol ",
  });
}

export async function token(context: CliContext, kind: string, subject: string): Promise<number> {
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

export async function list(context: CliContext): Promise<number> {
  await withDesk(context, async (desk) => {
    const keys = await desk.keys();
    if (context.json) return context.printJson(keys);
    if (keys.length === 0) context.print("No device has a key yet.");
    for (const { id, kind, subject, proof, revoked } of keys)
      context.print(`${id}  ${kind} ${subject}, ${proof}${revoked ? "  (revoked)" : ""}`);
  });
  return EXIT.ok;
}

export async function postKey(context: CliContext): Promise<number> {
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

export async function revoke(context: CliContext, id: string): Promise<number> {
  await withDesk(context, async (desk) => {
    const key = await desk.revokeKey(id);
    if (context.json) context.printJson(key);
    else context.print(`${key.id}  ${key.kind} ${key.subject}  (revoked)`);
  });
  return EXIT.ok;
}
