import { declareSubject } from "./subject-options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin why …`: the chain behind a decision, a track, or something that others say was there. */
export const whyVerb: Verb = {
  name: "why",
  summary: "say why it did, or did not, warn: of a track, by a decision, or at a place and time",
  examples: [
    { command: "tocsin why --data-dir DIR", does: "list what can be asked about" },
    { command: "tocsin why decision 12 --data-dir DIR", does: "one decision, by its number" },
    { command: "tocsin why track radar-1/1636244000000000/0 --data-dir DIR", does: "one track" },
    {
      command: "tocsin why --area compound --time 2021-02-15T18:01:22Z --data-dir DIR",
      does: "what threatened an area most",
    },
    {
      command:
        "tocsin why --at residence --time 2021-11-06T23:11:33Z --from 135 --height 100 --data-dir DIR",
      does: "an object that others say was there",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command).action(run(async () => (await import("../actions/why.ts")).why));
  },
};
