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
  airportRadars,
  airportRecording,
  USUAL_AIRPORT,
} from "./airport-recording.ts";
import { airportSensor, airportSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import type { ReplayFigures } from "./replay-section.ts";

/**
 * Replays a made-up airport recording in a process of its own, so that its memory is its own, and prints the figures as JSON. The
 * recording is made as it is read, and what that takes is left out: two hours of it would not leave the memory flat.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    "turn-s": { type: "string", default: String(USUAL_AIRPORT.turnS) },
    clutter: { type: "string", default: String(USUAL_AIRPORT.clutterPerTurn) },
    radars: { type: "string", default: String(USUAL_AIRPORT.radars) },
    folder: { type: "string" },
  },
});
if (values.folder === undefined) throw new Error("--folder is where the journal goes");
const airport = {
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  turnS: Number(values["turn-s"]),
  clutterPerTurn: Number(values.clutter),
  radars: Number(values.radars),
};
if (!(airport.radars >= 1 && airport.radars <= AIRPORT.radarsMax))
  throw new Error(`--radars is from 1 to ${AIRPORT.radarsMax}`);
const { minutes } = airport;
const site = airportSite(airport);
const assembler = new AsterixAssembler({
  sensors: airportRadars(airport.radars).map((radar) => ({
    sensorId: sensorId(airportSensor(radar)),
    sac: AIRPORT.sac,
    sic: radar.sic,
  })),
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
let makingS = 0;
let makingMs = 0;
let datagrams = 0;
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

/** Datagrams made at one go: the processor's clock is not read for each. */
const MADE_AT_ONCE = 2_000;

/** The recording, piece by piece, and what making it took, so that it can be taken off. */
function* recorded(): Generator<AirportDatagram> {
  const recording = airportRecording(airport);
  for (;;) {
    const begun = processorSeconds();
    const begunMs = performance.now();
    const made: AirportDatagram[] = [];
    while (made.length < MADE_AT_ONCE) {
      const next = recording.next();
      if (next.done === true) break;
      made.push(next.value);
    }
    makingS += processorSeconds() - begun;
    makingMs += performance.now() - begunMs;
    datagrams += made.length;
    yield* made;
    if (made.length < MADE_AT_ONCE) return;
  }
}

function* events(): Generator<EngineEvent> {
  yield { type: "configuration", receivedUs: AIRPORT_START_US, site };
  for (const datagram of recorded()) {
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
const processorS = processorSeconds() - before - makingS;
const wallS = (performance.now() - begunMs - makingMs) / 1000;
const figures: ReplayFigures = {
  minutes,
  datagrams,
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
