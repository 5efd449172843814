import type { Argument, Command, Option } from "commander";

export interface CompletionOption {
  /** `--config`. */
  readonly name: string;
  readonly does: string;
  readonly takes: "nothing" | "path" | "value";
}

/** One place on the command line: what may follow `tocsin config`, say. */
export interface CompletionPlace {
  /** `config check`; empty for `tocsin` itself. */
  readonly path: string;
  readonly verbs: readonly { readonly name: string; readonly does: string }[];
  readonly options: readonly CompletionOption[];
  /** Words that its arguments may be; a path or free text has none. */
  readonly values: readonly string[];
}

/** Names what an argument may be where the program alone does not: by the argument's name. */
export type KnownValues = (argument: string) => readonly string[];

/** Every place of a program, in the order of its help. Global options may stand anywhere. */
export function completionPlaces(program: Command, known: KnownValues): readonly CompletionPlace[] {
  const everywhere = program.options.map(completionOption);
  const places: CompletionPlace[] = [];
  const visit = (command: Command, path: string): void => {
    const own = command === program ? [] : command.options.map(completionOption);
    places.push({
      path,
      verbs: command.commands.map((sub) => ({ name: sub.name(), does: sub.description() })),
      options: [...own, ...everywhere, { name: "--help", does: "print help", takes: "nothing" }],
      values: command.registeredArguments.flatMap((argument) => valuesOf(argument, known)),
    });
    for (const sub of command.commands) visit(sub, `${path} ${sub.name()}`.trim());
  };
  visit(program, "");
  return places;
}

const valuesOf = (argument: Argument, known: KnownValues): readonly string[] =>
  argument.argChoices ?? known(argument.name());

function completionOption(option: Option): CompletionOption {
  const name = option.long ?? option.flags;
  const does = option.description;
  const value = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1];
  if (value === undefined) return { name, does, takes: "nothing" };
  return { name, does, takes: /^(file|dir|folder|path)/.test(value) ? "path" : "value" };
}

/** Options that take a value, anywhere: the word after one of them is no verb. */
export const optionsWithValue = (
  places: readonly CompletionPlace[],
): readonly CompletionOption[] => [
  ...new Map(
    places
      .flatMap(({ options }) => options)
      .filter(({ takes }) => takes !== "nothing")
      .map((option) => [option.name, option]),
  ).values(),
];
