import { existsSync } from "node:fs";
import {
  type AccountSummary,
  type AccountWithLink,
  EXIT,
  isRole,
  personKeyText,
  type Role,
  ROLE_NAMES,
  TocsinError,
  type WhoAmI,
} from "@tocsin/sdk";
import {
  makeMemberKey,
  memberFingerprint,
  readMemberKey,
} from "../../cases/publication/member-key.ts";
import type { AccountDesk } from "../../identity/account-desk.ts";
import type { CliContext } from "../cli-context.ts";
import type { Verb } from "../verb.ts";
import { withDesk as openDesk } from "../with-desk.ts";
import { type PersonOptions, personOptions, signWithFile, withPerson } from "../with-person.ts";
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
    personOptions(
      command
        .command("key")
        .description(
          "make a key in a file one's own, made where there is none yet: commands at a terminal are then signed with it (--key)",
        )
        .argument(
          "<file>",
          "of a key as `tocsin case key` makes it; keep it off the post's machine",
        )
        .option("--name <name>", "what the list of one's passkeys calls it", "key file"),
    ).action(run(addKey));
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

/** Under the person's own name: nobody makes a key somebody else's. */
const addKey = (
  context: CliContext,
  file: string,
  options: PersonOptions & { readonly name: string },
): Promise<number> =>
  withPerson(context, options, "account ", async (line) => {
    if (!existsSync(file)) makeMemberKey(file);
    const key = readMemberKey(file);
    const { account } = (await line.ask("GET", "/api/identity")) as WhoAmI;
    const publicKey = Buffer.from(key.publicKey, "base64").toString("base64url");
    const signed = signWithFile(key, personKeyText(account?.id ?? "", publicKey));
    const made = await line.ask("POST", "/api/identity/keys", { name: options.name, ...signed });
    if (context.json) context.printJson(made);
    else {
      context.print(
        `${file} signs what ${options.as} does: command and approve take --key ${file}.`,
      );
      context.print(`  fingerprint ${memberFingerprint(key.publicKey)}`);
      context.print(`  public key  ${publicKey}`);
    }
    return EXIT.ok;
  });

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
