import { PLANNED_KINDS } from "@tocsin/core/vocabulary";
import type { Command } from "commander";
import type { Run, Verb } from "../verb.ts";

/** `tocsin plan warning-time | sensors`: the gap seen before the attack. */
export const planVerb: Verb = {
  name: "plan",
  summary:
    "show from where an attack would not be seen in time, and what one more sensor would buy",
  examples: [
    {
      command: "tocsin plan warning-time --config site.yaml",
      does: "the approaches that leave people too little time, worst first",
    },
    {
      command: "tocsin plan warning-time --kind drone --heights 30,100 --out plan",
      does: "roses and maps of warning time as pictures",
    },
    {
      command: "tocsin plan sensors candidates.yaml",
      does: "what each sensor that could be had would buy, at its best place",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareWarningTime(command, run);
    declareSensors(command, run);
  },
};

const threatOptions = (command: Command): Command =>
  command
    .option("--kind <kinds>", `of ${PLANNED_KINDS.join(", ")}, with commas between; left out: all`)
    .option("--heights <m>", "of level flight above the ground, with commas between")
    .option("--speeds <mps>", "of level flight, metres a second, with commas between")
    .option("--bearings <n>", "directions asked about", "72")
    .option("--observers", "count people at observer posts as watching");

function declareWarningTime(command: Command, run: Run): void {
  const verb = command
    .command("warning-time")
    .description(
      "seconds between a dependable track and arrival, by direction, height, speed and kind",
    );
  threatOptions(verb)
    .option("--down <sensors>", "ids of sensors taken as down, with commas between")
    .option("--worst <n>", "failing approaches shown for each area", "8")
    .option(
      "--out <folder>",
      "write roses and maps there as SVG, with warning-time.json beside them",
    )
    .action(run(async () => (await import("../actions/plan.ts")).showWarningTime));
}

function declareSensors(command: Command, run: Run): void {
  const verb = command
    .command("sensors")
    .description("what one more sensor would buy, of each kind at the best of its places")
    .argument("<file>", "the candidates: kinds with their costs, and places");
  threatOptions(verb).action(run(async () => (await import("../actions/plan.ts")).showSensors));
}
