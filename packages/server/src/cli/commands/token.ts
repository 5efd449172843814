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
import { withDesk } from "../with-desk.ts";
import type { Verb } from "../verb.ts";

/** `tocsin token add | list | revoke`: programs that read, such as those that collect metrics. */
export const tokenVerb: Verb = {
  name: "token",
  summary: "let a program read one thing, such as the metrics, or shut it out",
  examples: [
    { command: "tocsin token add prometheus", does: "a token that reads the metrics for 90 days" },
    { command: "tocsin token list", does: "list all tokens, and when each was last used" },
    { command: "tocsin token revoke s-4Zq2fVxY8mJwT1sB", does: "let a program in no more" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("add")
      .description("make a token, and print its secret this once")
      .argument("<name>", "what it is for")
      .option("--may <permission>", `one of: ${SERVICE_PERMISSIONS.join(", ")}`, "measure")
      .option("--days <count>", "how long it works, at most 366", "90")
      .action(run(add));
    command.command("list").description("list all tokens").action(run(list));
    command
      .command("revoke")
      .description("end a token at once")
      .argument("<id>", "as `tocsin token list` prints it")
      .action(run(revoke));
  },
};

async function add(
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

async function list(context: CliContext): Promise<number> {
  await withDesk(context, async (desk) => {
    const tokens = await desk.services();
    if (context.json) return context.printJson(tokens);
    if (tokens.length === 0) context.print("No program has a token.");
    for (const token of tokens) context.print(lineOf(token));
  });
  return EXIT.ok;
}

async function revoke(context: CliContext, id: string): Promise<number> {
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
