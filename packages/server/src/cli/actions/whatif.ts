import { type Change, siteChanges } from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import {
  type AskedJournal,
  askJournal,
  nearestOf,
  tryChanges,
} from "../../counterfactual/ask-what-if.ts";
import { parseChange } from "../../counterfactual/parse-change.ts";
import { readDefence } from "../../counterfactual/read-defence.ts";
import { readSensor } from "../../counterfactual/read-sensor.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import type { SubjectOptions } from "../commands/subject-options.ts";
import { queryOf } from "./subject-query.ts";
import { nearestLines, triedLines } from "../text/what-if-lines.ts";

interface WhatIfOptions extends SubjectOptions {
  readonly set: readonly string[];
  readonly addSensor: readonly string[];
  readonly addDefence: readonly string[];
}

export async function whatIf(
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
