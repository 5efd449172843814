import type { Verb } from "../verb.ts";

/** `tocsin completion SHELL`: what lets a shell complete verbs, options and scenario names. */
export const completionVerb: Verb = {
  name: "completion",
  summary: "print what lets a shell complete verbs, options and scenario names",
  examples: [
    {
      command: "source <(tocsin completion bash)",
      does: "for this bash; add the line to ~/.bashrc",
    },
    { command: "tocsin completion zsh > ~/.zfunc/_tocsin", does: "a folder of zsh's fpath" },
    {
      command: "tocsin completion fish > ~/.config/fish/completions/tocsin.fish",
      does: "for fish",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument("<shell>", "`bash`, `zsh` or `fish`")
      .action(run(async () => (await import("../actions/completion.ts")).print));
  },
};
