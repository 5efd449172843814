import { writeSync } from "node:fs";
import { createEngine, type EngineEvent, type Warning } from "@tocsin/core";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { Pipeline } from "../../src/pipeline/pipeline.ts";
import { salvoEvents } from "./salvo-events.ts";

/**
 * A process for the kill test: takes a salvo in, prints each warning that has left, and dies by its own hand as kill -9 would have it
 * after so many, in the middle of a step of which something is left to do.
 */
const [directory = "", seed = "", warnings = ""] = process.argv.slice(2);
let nowUs = 0;
let left = 0;
const journal = await openJournalThreaded(directory, { nowUs: () => nowUs });
const send = ({ areaId, episode, version }: Warning, recorded: boolean): void => {
  left++;
  writeSync(1, `${JSON.stringify({ name: `${areaId} ${episode}.${version}`, recorded })}\n`);
};
const engine = createEngine();
const pipeline = new Pipeline({ engine, journal, mode: "simulation", send });
const dieWhenDue = (isOpen: boolean): void => {
  if (isOpen && left >= Number(warnings)) process.kill(process.pid, "SIGKILL");
};
const take = (event: EngineEvent): void => {
  nowUs = event.receivedUs;
  for (let isOpen = pipeline.ingestFirst(event); isOpen; isOpen = pipeline.goOn())
    dieWhenDue(isOpen);
};
for (const event of salvoEvents(Number(seed))) {
  while (pipeline.wakeAtUs !== null && pipeline.wakeAtUs < event.receivedUs)
    take({ type: "tick", receivedUs: pipeline.wakeAtUs });
  take(event);
}
await journal.close();
