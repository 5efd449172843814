import type { Command } from "commander";
import type { CliContext } from "./cli-context.ts";

export interface Example {
  readonly command: string;
  /** What it does, in a few words. */
  readonly does: string;
}

/** One verb of the command line: `tocsin <name> …`. Each stands in a file of its own and in the table of verbs. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Shown first in its help. */
  readonly examples: readonly Example[];
  /** Whether it goes on when nobody reads its output any more: a post that protects must, a report need not. */
  readonly outlivesOutput: boolean;
  /** Adds arguments, options, sub-verbs and actions; every action goes through `run`. */
  declare(command: Command, run: Run): void;
}

/** What a command does: it gets the context, then commander's arguments (positional ones, the options, the command), and resolves to the exit code. */
export type Action<Args extends unknown[]> = (
  context: CliContext,
  ...args: Args
) => Promise<number>;

/**
 * Makes a commander action of one in `actions/`. It is loaded, with all that stands behind it, only when it is what the
 * user asked for: help and completion take what is declared, and other commands nothing.
 */
export type Run = <Args extends unknown[]>(
  load: () => Promise<Action<Args>>,
) => (...args: Args) => Promise<void>;
