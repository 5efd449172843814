import type { Command } from "commander";

/** Who asks which post. */
export interface PersonOptions {
  readonly as: string;
  readonly passwordFile?: string;
  readonly post?: string;
  readonly authority?: string;
  readonly key?: string;
  readonly yes?: boolean;
}

/** Adds what a command needs that somebody gives under their own name. */
export const personOptions = (command: Command): Command =>
  command
    .requiredOption("--as <name>", "the account that does it; its password is asked for")
    .option("--password-file <file>", "its password; otherwise typed, or a line of standard input")
    .option("--post <address>", "of a post's console; left out: the one that runs on the data here")
    .option("--authority <file>", "the authority of that post's certificate (tls/authority.pem)")
    .option("--yes", "without asking once more");

/** Adds that it can be signed. */
export const signedOptions = (command: Command): Command =>
  personOptions(command).option(
    "--key <file>",
    "sign it with this key of that account: see tocsin account key",
  );
