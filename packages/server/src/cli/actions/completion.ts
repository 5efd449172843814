import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { builtInScenarios } from "../../run/scenario-files.ts";
import { buildProgram } from "../build-program.ts";
import type { CliContext } from "../cli-context.ts";
import { bashCompletion } from "../completion/bash-completion.ts";
import { completionPlaces, type KnownValues } from "../completion/completion-tree.ts";
import { fishCompletion } from "../completion/fish-completion.ts";
import { zshCompletion } from "../completion/zsh-completion.ts";
import { loadVerbs } from "../verbs.ts";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
const isShell = (name: string): name is keyof typeof SHELLS => Object.hasOwn(SHELLS, name);

export async function print(context: CliContext, shell: string): Promise<number> {
  if (!isShell(shell))
    throw new TocsinError("USAGE", {
      detail: `there is no completion for ${shell}: name one of ${Object.keys(SHELLS).join(", ")}`,
      command: "completion ",
    });
  const program = buildProgram(await loadVerbs(), { exitCode: EXIT.ok, verb: null });
  context.print(SHELLS[shell](completionPlaces(program, knownValues)));
  return EXIT.ok;
}

const knownValues: KnownValues = (argument) => {
  if (argument === "scenario") return builtInScenarios();
  return argument === "shell" ? Object.keys(SHELLS) : [];
};
