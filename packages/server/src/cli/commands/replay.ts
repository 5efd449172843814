import type { Verb } from "../verb.ts";

/** `tocsin replay PATH`: a recording through the whole way, or a journal run again and compared. */
export const replayVerb: Verb = {
  name: "replay",
  summary: "run a recording through the whole system, or a journal again and compare its decisions",
  examples: [
    { command: "tocsin replay radar.pcap", does: "a recording, as fast as it goes" },
    {
      command: "tocsin replay radar.pcap --config site.yaml",
      does: "with a site's radars and areas",
    },
    { command: "tocsin replay DIR", does: "a journal: are its decisions reproduced?" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument(
        "<path>",
        "a recording (pcap, pcapng, raw ASTERIX, Beast, AVR, BaseStation, readsb's JSON; .gz too) or a data directory",
      )
      .option("--speed <factor>", "times the speed of life (default: as fast as it goes)")
      .option(
        "--day <date>",
        "for recordings that carry no date (raw blocks, Beast, AVR): the day they begin, such as 2024-05-01",
      )
      .option("--quiet", "print the summary only")
      .action(run(async () => (await import("../actions/replay.ts")).replay));
  },
};
