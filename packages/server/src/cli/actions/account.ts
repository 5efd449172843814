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
import { withDesk as openDesk } from "./with-desk.ts";
import type { PersonOptions } from "../commands/person-options.ts";
import { signWithFile, withPerson } from "./with-person.ts";
import { utcText } from "@tocsin/core";

export async function add(
  context: CliContext,
  name: string,
  options: { readonly role: readonly string[] },
): Promise<number> {
  const roles = rolesOf(options.role.length === 0 ? ["viewer"] : options.role);
  return withDesk(context, async (desk) => printLink(context, desk, await desk.add(name, roles)));
}

/** Under the person's own name: nobody makes a key somebody else's. */
export const addKey = (
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

export const reset = (context: CliContext, name: string): Promise<number> =>
  withDesk(context, async (desk) => printLink(context, desk, await desk.reset(name)));

export const erase = (
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

export const role = (
  context: CliContext,
  name: string,
  names: readonly string[],
): Promise<number> => change(context, (desk) => desk.setRoles(name, rolesOf(names)));

export const disable = (context: CliContext, name: string): Promise<number> =>
  change(context, (desk) => desk.setDisabled(name, true));

export const enable = (context: CliContext, name: string): Promise<number> =>
  change(context, (desk) => desk.setDisabled(name, false));

export const list = (context: CliContext): Promise<number> =>
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
