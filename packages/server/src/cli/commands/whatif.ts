import { type Change, siteChanges } from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk";
import {
  type AskedJournal,
  askJournal,
  nearestOf,
  tryChanges,
} from "../../counterfactual/ask-what-if.ts";
import { CHANGE_FORMS, parseChange } from "../../counterfactual/parse-change.ts";
import { readDefence } from "../../counterfactual/read-defence.ts";
import { readSensor } from "../../counterfactual/read-sensor.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { declareSubject, queryOf, type SubjectOptions } from "../subject.ts";
import { nearestLines, triedLines } from "../text/what-if-lines.ts";
import type { Verb } from "../verb.ts";

interface WhatIfOptions extends SubjectOptions {
  readonly set: readonly string[];
  readonly addSensor: readonly string[];
  readonly addDefence: readonly string[];
}

/** `tocsin whatif …`: the record run again with some things changed, and the least that would have changed the answer. */
export const whatIfVerb: Verb = {
  name: "whatif",
  summary:
    "run the record again with something changed, or find the least that would have changed the answer",
  examples: [
    {
      command: "tocsin whatif decision 12 --data-dir DIR",
      does: "what would have had to be otherwise, each answer run and verified",
    },
    {
      command: "tocsin whatif decision 12 --set areas.compound.pre_alert_probability=0.07",
      does: "the same with another threshold",
    },
    {
      command: "tocsin whatif --at residence --time 2021-11-06T23:11:33Z --from 135 --height 100",
      does: "for an object that others say was there",
    },
    {
      command:
        "tocsin whatif --at residence --time 2021-11-06T23:11:33Z --from 135 --set sensors.radar.range_max_m=3000",
      does: "had the radar reached further",
    },
    {
      command: "tocsin whatif decision 12 --add-defence defence.yaml",
      does: "had a defence with this rule stood there: would it have acted?",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    const several = (text: string, before: readonly string[]) => [...before, text];
    declareSubject(command)
      .option(
        "--set <change>",
        `one thing otherwise; several times for several: ${CHANGE_FORMS.join(", ")}`,
        several,
        [],
      )
      .option(
        "--add-sensor <file>",
        "a YAML file with one more sensor, as under `sensors` in a site file",
        several,
        [],
      )
      .option(
        "--add-defence <file>",
        "a YAML file with one more defence and its rule, as under `defences` in a site file: would it have acted? Notional",
        several,
        [],
      )
      .action(run(whatIf));
  },
};

async function whatIf(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: WhatIfOptions,
): Promise<number> {
  const query = queryOf("whatif ", { kind, name, options });
  if (query === null)
    throw new TocsinError("USAGE", {
      detail: "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME; tocsin why lists them",
      command: "whatif ",
    });
  const asked = askJournal(await findJournal(context), query);
  const changes = changesOf(asked, options);
  if (changes.length > 0) {
    const tried = tryChanges(asked, changes);
    if (context.json) context.printJson(tried);
    else for (const line of triedLines(tried)) context.print(line);
    return EXIT.ok;
  }
  const progress = context.progress("running the record again");
  const report = { ...nearestOf(asked), reproduced: asked.reproduced };
  progress.stop();
  if (context.json) context.printJson(report);
  else for (const line of nearestLines(report)) context.print(line);
  return EXIT.ok;
}

function changesOf(asked: AskedJournal, options: WhatIfOptions): readonly Change[] {
  const site = asked.incident.record.site.value;
  const added = options.addSensor.map(readSensor);
  return [
    ...added.map(siteChanges.addSensor),
    ...options.addDefence.map((path) => siteChanges.addDefence(readDefence(path, site))),
    ...options.set.map((text) => parseChange(text, site)),
  ];
}
