import type { Command } from "commander";
import type { Verb } from "../verb.ts";
import { signedOptions } from "./person-options.ts";

const AREA = "id of an area of the site file";

/** `tocsin command …`: what an operator does on the screen, at a terminal, under the same rules. */
export const commandVerb: Verb = {
  name: "command",
  summary:
    "act on a running post's warnings, as an operator with an account: what lowers protection then waits for a second person",
  examples: [
    {
      command: 'tocsin command raise gate --reason "seen from the tower" --as olga',
      does: "tell everybody in the area gate to take cover, now",
    },
    {
      command: 'tocsin command retract gate --reason "a false alarm" --as olga',
      does: "propose to withdraw a warning",
    },
    { command: "tocsin command list", does: "what is ordered, and what waits" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    const kind = (name: string, does: string): Command =>
      signedOptions(
        command
          .command(name)
          .description(does)
          .requiredOption("--reason <text>", "why, for the record"),
      );
    kind("raise", "warn people by hand, at once")
      .argument("<area>", AREA)
      .option("--stage <stage>", "take-cover, or pre-alert", "take-cover")
      .option("--for <seconds>", "how long it holds, up to an hour", "600")
      .action(run(async () => (await import("../actions/command.ts")).raise));
    for (const [name, does] of AREA_KINDS)
      kind(name, does)
        .argument("<area>", AREA)
        .action(run(async () => (await import("../actions/command.ts")).inArea(name)));
    kind("inhibit", "warn nobody in an area for a while; takes two people")
      .argument("<area>", AREA)
      .option("--for <seconds>", "how long, up to a quarter of an hour", "600")
      .action(run(async () => (await import("../actions/command.ts")).inhibit));
    kind("sweep", "hold an area's all-clear until it was searched, or say that it was")
      .argument("<area>", AREA)
      .argument("<state>", "needed, or done")
      .action(run(async () => (await import("../actions/command.ts")).sweep));
    kind("posture", "expect an attack for a while, or not any more, which takes two people")
      .argument("<level>", "heightened, or normal")
      .option("--source <text>", "where it is known from")
      .option("--for <seconds>", "how long, up to a day", "3600")
      .action(run(async () => (await import("../actions/command.ts")).posture));
    kind("automation", "switch automatic warning on, or off, which takes two people")
      .argument("<state>", "on, or off")
      .action(run(async () => (await import("../actions/command.ts")).automation));
    kind("accept-site", "agree to the site file that the post refused; takes two people").action(
      run(async () => (await import("../actions/command.ts")).acceptSite),
    );
    command
      .command("list")
      .description("what is ordered now and what waits, for whoever may read the data directory")
      .action(run(async () => (await import("../actions/command.ts")).list));
  },
};

const AREA_KINDS = [
  ["retract", "withdraw a warning as a false alarm; takes two people"],
  ["all-clear", "give the all-clear by hand; takes two people"],
  ["lift-inhibit", "warn people in an area again, at once"],
] as const;
