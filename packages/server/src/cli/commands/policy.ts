import type { Verb } from "../verb.ts";

/** `tocsin policy explain | try`. */
export const policyVerb: Verb = {
  name: "policy",
  summary: "say when people would be told what, or try another policy on what was recorded",
  examples: [
    {
      command: "tocsin policy explain",
      does: "when people of each area would be told what, and why",
    },
    {
      command: "tocsin policy try take_cover_probability=0.2",
      does: "what the last run would have decided otherwise",
    },
    {
      command: "tocsin policy try areas.hospital.take_cover_horizon_s=120 --journal DIR",
      does: "the same for one area, on another journal",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("explain")
      .description("when people of each area would be told what, and why those numbers")
      .argument("[area]", "id of one area (default: all)")
      .action(run(async () => (await import("../actions/policy.ts")).explain));
    command
      .command("try")
      .description(
        "decide recorded journals again under another policy; nothing is sent or written",
      )
      .argument(
        "<changes...>",
        "key=value, areas.ID.key=value, or a YAML file with keys of a policy or with a site",
      )
      .option(
        "--journal <dir>",
        "a data directory; several times for several (default: that of the last run or site)",
        (text: string, before: readonly string[]) => [...before, text],
        [],
      )
      .action(run(async () => (await import("../actions/policy.ts")).trial));
  },
};
