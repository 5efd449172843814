import type { Verb } from "../verb.ts";

/** `tocsin init`: a first site file, by question and answer or by flags. */
export const initVerb: Verb = {
  name: "init",
  summary: "make a first site file and its data directory, by question and answer",
  examples: [
    { command: "tocsin init", does: "ask, and write site.yaml here" },
    {
      command: 'tocsin init --yes --name "Harbour Hospital" --at 33.3,44.4 --height 40',
      does: "ask nothing",
    },
    {
      command: 'tocsin init --yes --at 33.3,44.4 --area "Clinic;33.31,44.41;150;400;30"',
      does: "with an area of its own",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .option("--yes", "ask nothing: what no option says gets its default")
      .option("--name <name>", "what the site is called")
      .option("--at <place>", "`latitude,longitude` of its middle, degrees")
      .option("--height <m>", "of its ground above the ellipsoid, metres")
      .option("--time-zone <zone>", "IANA name, such as Asia/Baghdad")
      .option(
        "--area <area>",
        "`name;latitude,longitude;radius m;people;seconds to shelter`; several times for several areas",
        (text: string, before: readonly string[]) => [...before, text],
        [],
      )
      .option(
        "--radar <radar>",
        "`latitude,longitude;antenna height m;range km;address:port;SAC/SIC` (default: a simulated one)",
      )
      .action(run(async () => (await import("../actions/init.ts")).init));
  },
};
