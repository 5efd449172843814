import { declareSubject } from "./subject-options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin report …`: an incident as a page that stands alone and can be checked. */
export const reportVerb: Verb = {
  name: "report",
  summary:
    "write the report of an incident as one page: what happened, why, and what would have had to be otherwise",
  examples: [
    {
      command: "tocsin report decision 12 --data-dir DIR --out incident.html",
      does: "of one decision",
    },
    {
      command:
        "tocsin report --at residence --time 2021-11-06T23:11:33Z --from 135 --out incident.html",
      does: "of an object that others say was there",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command)
      .option("--out <file>", "where to write it", "incident.html")
      .option("--pdf <file>", "print it there too, with the Chromium of this machine")
      .action(run(async () => (await import("../actions/report.ts")).report));
  },
};
