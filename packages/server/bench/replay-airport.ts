import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEngine, type EngineEvent, ENGINE_VERSION, sensorId } from "@tocsin/core";
import { AsterixAssembler, type AsterixOutput } from "../src/adapters/asterix/assembler.ts";
import { readVersion } from "../src/cli/version.ts";
import { openJournalInline } from "../src/journal/inline-journal.ts";
import { openNodeDisk } from "../src/journal/node-disk-port.ts";
import { driveRecorded } from "../src/pipeline/drive-recorded.ts";
import { Pipeline } from "../src/pipeline/pipeline.ts";
import { simulationSigner } from "../src/run/simulation-signer.ts";
import {
  AIRPORT,
  AIRPORT_START_US,
  type AirportDatagram,
  airportRecording,
} from "./airport-recording.ts";
import { airportSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import type { ReplayFigures } from "./replay-section.ts";

/** Replays a made-up airport recording in a process of its own, so that its memory is its own, and prints the figures as JSON. */

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    folder: { type: "string" },
  },
});
if (values.folder === undefined) throw new Error("--folder is where the journal goes");
const minutes = Number(values.minutes);
const site = airportSite(AIRPORT.clutterPerTurn);
const recording = [...airportRecording(minutes, Number(values.seed))];
const assembler = new AsterixAssembler({
  sensors: [{ sensorId: sensorId("airport-radar"), sac: AIRPORT.sac, sic: AIRPORT.sic }],
});
const mebibytes = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

const directory = join(values.folder, "airport");
mkdirSync(directory, { recursive: true });
let nowUs = AIRPORT_START_US;
const journal = openJournalInline(openNodeDisk(directory), {
  signer: simulationSigner("airport", 1),
  nowUs: () => nowUs,
});
const rssMib: number[] = [mebibytes()];
let rejected = 0;
let plots = 0;
let decodeMs = 0;
let warnings = 0;
let tracksConfirmed = 0;
let faults = 0;

const pipeline = new Pipeline({
  engine: createEngine(),
  journal,
  mode: site.mode,
  send: () => warnings++,
  observe: ({ event, effects }) => {
    if (event === null) return;
    nowUs = Math.max(nowUs, event.receivedUs);
    for (const effect of effects) {
      if (effect.type === "track" && effect.track.change === "confirmed") tracksConfirmed++;
      if (effect.type === "fault") faults++;
    }
    const minute = Math.floor((nowUs - AIRPORT_START_US) / 60e6);
    if (minute >= rssMib.length && minute <= minutes) rssMib.push(mebibytes());
  },
});

function toEvent(output: AsterixOutput, receivedUs: number): EngineEvent | null {
  if (output.type === "look") {
    plots += output.look.detections.length;
    return { type: "look", receivedUs, look: output.look };
  }
  if (output.type === "health") {
    const { sensorId: id, status, reason } = output;
    return { type: "health", receivedUs, sensorId: id, status, reason };
  }
  rejected++;
  return null;
}

function decode({ payload, receivedUs }: AirportDatagram): readonly AsterixOutput[] {
  const begun = performance.now();
  const outputs = assembler.push(payload, receivedUs);
  decodeMs += performance.now() - begun;
  return outputs;
}

function* events(): Generator<EngineEvent> {
  yield { type: "configuration", receivedUs: AIRPORT_START_US, site };
  for (const datagram of recording) {
    for (const output of decode(datagram)) {
      const event = toEvent(output, datagram.receivedUs);
      if (event !== null) yield event;
    }
  }
}

pipeline.begin({
  startedUs: AIRPORT_START_US,
  tocsinVersion: readVersion(),
  engineVersion: ENGINE_VERSION,
  nodeVersion: process.version,
  source: "benchmark airport recording",
});
const before = processorSeconds();
const begunMs = performance.now();
await driveRecorded({ events: events(), pipeline, settle: () => Promise.resolve([]) });
const records = journal.lastSequence();
await journal.close();
const processorS = processorSeconds() - before;
const wallS = (performance.now() - begunMs) / 1000;
const figures: ReplayFigures = {
  minutes,
  datagrams: recording.length,
  plots,
  rejected,
  records,
  tracksConfirmed,
  warnings,
  faults,
  wallS,
  processorS,
  decodeS: decodeMs / 1000,
  timesRealTime: (minutes * 60) / processorS,
  rssMib,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
