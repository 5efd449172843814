import { FORMATS } from "../../rehearse/formats.ts";
import type { Verb } from "../verb.ts";

/** `tocsin simulate SCENARIO`: a scenario through the whole way, into a journal of its own. */
export const simulateVerb: Verb = {
  name: "simulate",
  summary: "run a scenario through the whole system, into a journal",
  examples: [
    { command: "tocsin simulate salvo", does: "as fast as it goes" },
    { command: "tocsin simulate salvo --speed 1", does: "at the speed of life" },
    { command: "tocsin simulate --list", does: "name the scenarios that come with Tocsin" },
    {
      command: "tocsin simulate salvo --print-site > site.yaml",
      does: "the site file of a post that its sensors can send to",
    },
    {
      command: "tocsin simulate salvo --send site.yaml --loss 0.05",
      does: "send that post what they would send, over a bad line",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument("[scenario]", "name of a scenario, or a YAML file")
      .option("--list", "name the scenarios that come with Tocsin")
      .option("--seed <number>", "another seed than the scenario's")
      .option("--speed <factor>", "times the speed of life (default: as fast as it goes)")
      .option("--quiet", "print the summary only")
      .option("--print-site [place]", "print a site file whose inputs take what --send sends")
      .option(
        "--send <target>",
        "send as real traffic: to a site file's inputs (FILE, FILE#INPUT), or to HOST:PORT",
      )
      .option("--format <sensor=format...>", `what a sensor speaks: ${FORMATS.join(", ")}`)
      .option("--skip <seconds>", "leave out the beginning (with --send)")
      .option("--start <time>", "when the scenario starts (with --send, --print-site)")
      .option("--loss <share>", "messages that never arrive, 0 to 1 (with --send)")
      .option("--duplicate <share>", "messages that arrive twice (with --send)")
      .option("--reorder <share>", "messages held up by up to 1 s (with --send)")
      .option("--delay <seconds>", "mean time on the way (with --send)")
      .option("--delay-spread <seconds>", "its standard deviation (with --send)")
      .option(
        "--clock-error <[sensor=]seconds...>",
        "by how much sensors' clocks are fast (with --send)",
      )
      .action(run(async () => (await import("../actions/simulate.ts")).simulate));
  },
};
