import { ROLE_NAMES } from "@tocsin/sdk/vocabulary";
import type { Verb } from "../verb.ts";
import { personOptions } from "./person-options.ts";

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
      .action(run(async () => (await import("../actions/account.ts")).add));
    command
      .command("list")
      .description("list all accounts")
      .action(run(async () => (await import("../actions/account.ts")).list));
    command
      .command("role")
      .description("give an account other roles in place of those it has")
      .argument("<name>", "of the account")
      .argument("<roles...>", `of: ${ROLE_NAMES.join(", ")}`)
      .action(run(async () => (await import("../actions/account.ts")).role));
    for (const [name, does] of [
      ["disable", "let an account in no more, and end its sessions"],
      ["enable", "let a disabled account in again"],
    ] as const)
      command
        .command(name)
        .description(does)
        .argument("<name>", "of the account")
        .action(run(async () => (await import("../actions/account.ts"))[name]));
    command
      .command("erase")
      .description("erase a person from the accounts and the record, which still verifies")
      .argument("<name>", "of the account")
      .option("--reports", "what the person reported as an observer, too")
      .action(run(async () => (await import("../actions/account.ts")).erase));
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
    ).action(run(async () => (await import("../actions/account.ts")).addKey));
    command
      .command("reset")
      .description("take away every way in which an account signs in, and print a new link")
      .argument("<name>", "of the account")
      .action(run(async () => (await import("../actions/account.ts")).reset));
  },
};
