import {
  type AccountSummary,
  type AccountWithLink,
  EXIT,
  isRole,
  type Role,
  ROLE_NAMES,
  TocsinError,
} from "@tocsin/sdk";
import type { AccountDesk } from "../../identity/account-desk.ts";
import type { CliContext } from "../cli-context.ts";
import type { Verb } from "../verb.ts";
import { withDesk as openDesk } from "../with-desk.ts";
import { utcText } from "@tocsin/core";

/** `tocsin account add | list | role | disable | enable | erase | reset`. */
export const accountVerb: Verb = {
  name: "account",
  summary: "manage who may sign in, for whoever may write the site's data directory",
  examples: [
    {
      command: "tocsin account add ada --role administrator",
      does: "make an account, and the link for its first sign-in",
    },
    { command: "tocsin account list", does: "list all accounts" },
    { command: "tocsin account reset ada", does: "after a lost password: a new link" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("add")
      .description(
        "make an account and print the link with which its owner signs in for the first time",
      )
      .argument("<name>", "what the person types to sign in")
      .option(
        "--role <role>",
        `one of: ${ROLE_NAMES.join(", ")}; several times for several (default: viewer)`,
        (text: string, before: readonly string[]) => [...before, text],
        [],
      )
      .action(run(add));
    command.command("list").description("list all accounts").action(run(list));
    command
      .command("role")
      .description("give an account other roles in place of those it has")
      .argument("<name>", "of the account")
      .argument("<roles...>", `of: ${ROLE_NAMES.join(", ")}`)
      .action(run(role));
    for (const [name, does] of [
      ["disable", "let an account in no more, and end its sessions"],
      ["enable", "let a disabled account in again"],
    ] as const)
      command
        .command(name)
        .description(does)
        .argument("<name>", "of the account")
        .action(
          run((context, account: string) =>
            change(context, (desk) => desk.setDisabled(account, name === "disable")),
          ),
        );
    command
      .command("erase")
      .description("erase a person from the accounts and the record, which still verifies")
      .argument("<name>", "of the account")
      .option("--reports", "what the person reported as an observer, too")
      .action(run(erase));
    command
      .command("reset")
      .description("take away every way in which an account signs in, and print a new link")
      .argument("<name>", "of the account")
      .action(run(reset));
  },
};

async function add(
  context: CliContext,
  name: string,
  options: { readonly role: readonly string[] },
): Promise<number> {
  const roles = rolesOf(options.role.length === 0 ? ["viewer"] : options.role);
  return withDesk(context, async (desk) => printLink(context, desk, await desk.add(name, roles)));
}

const reset = (context: CliContext, name: string): Promise<number> =>
  withDesk(context, async (desk) => printLink(context, desk, await desk.reset(name)));

const erase = (
  context: CliContext,
  name: string,
  { reports = false }: { readonly reports?: boolean },
): Promise<number> =>
  withDesk(context, async (desk) => {
    const erased = await desk.erase(name, reports);
    if (context.json) context.printJson({ erased });
    else
      context.print(
        erased === null
          ? `${name} is erased from the accounts. The post takes the person out of its record now, and out of the part that it writes to when that is full.`
          : `${name} is erased from the accounts and from ${erased} records.`,
      );
  });

const role = (context: CliContext, name: string, names: readonly string[]): Promise<number> =>
  change(context, (desk) => desk.setRoles(name, rolesOf(names)));

const list = (context: CliContext): Promise<number> =>
  withDesk(context, async (desk) => {
    const accounts = await desk.list();
    if (context.json) context.printJson(accounts);
    else if (accounts.length === 0) context.print("Nobody has an account yet.");
    else for (const account of accounts) context.print(lineOf(account));
  });

const change = (
  context: CliContext,
  act: (desk: AccountDesk) => Promise<AccountSummary>,
): Promise<number> =>
  withDesk(context, async (desk) => {
    const account = await act(desk);
    if (context.json) context.printJson(account);
    else context.print(lineOf(account));
  });

async function withDesk(
  context: CliContext,
  act: (desk: AccountDesk) => Promise<void>,
): Promise<number> {
  await openDesk(context, act);
  return EXIT.ok;
}

function printLink(context: CliContext, desk: AccountDesk, made: AccountWithLink): void {
  const { account, link } = made;
  if (context.json) return context.printJson(made);
  context.print(lineOf(account));
  context.print("");
  context.print(
    `Hand this link to ${account.name} alone. It works once, until ${utcText(link.expiresUs)}:`,
  );
  context.print(`  ${desk.address ?? "(address of the console)"}/${link.path}`);
}

function lineOf({ name, roles, disabled, signsInWith }: AccountSummary): string {
  const state = disabled ? "disabled" : signsInWith.length === 0 ? "has not signed in yet" : "";
  return `${name.padEnd(20)} ${roles.join(", ")}${state === "" ? "" : `  (${state})`}`;
}

const rolesOf = (names: readonly string[]): readonly Role[] =>
  names.map((name) => {
    if (isRole(name)) return name;
    throw new TocsinError("USAGE", {
      detail: `there is no role "${name}"; the roles are ${ROLE_NAMES.join(", ")}`,
      command: "account ",
    });
  });
