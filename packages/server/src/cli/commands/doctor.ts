import type { Verb } from "../verb.ts";

/** `tocsin doctor`: proves the way from a made-up detection to a null siren, and names what is missing. */
export const doctorVerb: Verb = {
  name: "doctor",
  summary: "prove the way from a detection to a siren, link by link, and name what is missing",
  examples: [
    { command: "tocsin doctor --config site.yaml", does: "sends nothing to anybody" },
    { command: "tocsin doctor --listen 10", does: "also wait 10 s for data from every input" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .option("--listen <s>", "wait so many seconds for data from the inputs", "0")
      .option("--all", "fly at every area, however many there are")
      .action(run(async () => (await import("../actions/doctor.ts")).doctor));
  },
};
