import { utcText } from "@tocsin/core";
import {
  EXIT,
  SERVICE_PERMISSIONS,
  type ServicePermission,
  type ServiceToken,
  TocsinError,
} from "@tocsin/sdk";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { withDesk } from "./with-desk.ts";

export async function add(
  context: CliContext,
  name: string,
  options: { readonly may: string; readonly days: string },
): Promise<number> {
  const permission = permissionOf(options.may);
  const days = wholeOption("--days", options.days, "token ");
  await withDesk(context, async (desk) => {
    const made = await desk.issueService(name, permission, days);
    if (context.json) return context.printJson(made);
    context.print(lineOf(made.token));
    context.print("");
    context.print("Its secret, which is not shown again; send it as `Authorization: Bearer …`:");
    context.print(`  ${made.secret}`);
  });
  return EXIT.ok;
}

export async function list(context: CliContext): Promise<number> {
  await withDesk(context, async (desk) => {
    const tokens = await desk.services();
    if (context.json) return context.printJson(tokens);
    if (tokens.length === 0) context.print("No program has a token.");
    for (const token of tokens) context.print(lineOf(token));
  });
  return EXIT.ok;
}

export async function revoke(context: CliContext, id: string): Promise<number> {
  await withDesk(context, async (desk) => {
    const token = await desk.revokeService(id);
    if (context.json) context.printJson(token);
    else context.print(lineOf(token));
  });
  return EXIT.ok;
}

function lineOf({ id, name, permission, expiresUs, revoked, usedUs }: ServiceToken): string {
  const used = usedUs === null ? "never used" : `last used ${utcText(usedUs)}`;
  const state = revoked ? "revoked" : `until ${utcText(expiresUs)}, ${used}`;
  return `${id}  ${name}: may ${permission}, ${state}`;
}

function permissionOf(text: string): ServicePermission {
  const found = SERVICE_PERMISSIONS.find((one) => one === text);
  if (found !== undefined) return found;
  throw new TocsinError("USAGE", {
    detail: `--may takes ${SERVICE_PERMISSIONS.join(" or ")}, not "${text}"`,
    command: "token ",
  });
}
