import {
  areaId,
  channelId,
  createEngine,
  type EngineEffect,
  type EngineEvent,
  type Look,
  sensorId,
} from "@tocsin/core";
import { MemoryDisk, simulate } from "@tocsin/sim";
import { describe, expect, test } from "vitest";
import { LiveRunner } from "../../src/pipeline/live-runner.ts";
import type { Pipeline } from "../../src/pipeline/pipeline.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { journalOn, pipelineWith, smallAttack } from "./fixtures.ts";

const { site, startUs } = simulate(smallAttack(1));
const receivedUs = startUs + 1_000_000;
const untilUs = receivedUs + 60_000_000;
const seconded = { by: "Omar", how: "person" } as const;
const order = { type: "command", receivedUs, by: "Olga", reason: "heard", seconded } as const;
const area = areaId("area");
const sensor = sensorId("radar");

/** Events in order, with all that they can hold. */
const SOUND: readonly EngineEvent[] = [
  { type: "tick", receivedUs },
  { type: "health", receivedUs, sensorId: sensor, status: "degraded", reason: "rain" },
  { ...order, command: { kind: "automation", on: false } },
  { ...order, command: { kind: "raise", areaId: area, stage: "take-cover", untilUs } },
  { ...order, command: { kind: "retract", areaId: area, threats: ["track"] } },
  { ...order, command: { kind: "all-clear", areaId: area } },
  { ...order, command: { kind: "inhibit", areaId: area, untilUs } },
  { ...order, command: { kind: "lift-inhibit", areaId: area } },
  { ...order, command: { kind: "posture", level: "heightened", untilUs, source: "radio" } },
  { ...order, command: { kind: "sweep", areaId: area, state: "needed" } },
  {
    type: "receipt",
    receivedUs,
    warningKey: "site/area/simulation/1",
    version: 1,
    channelId: channelId("siren"),
    recipient: "roof",
    outcome: "delivered",
    detail: "",
  },
  {
    type: "defence",
    receivedUs,
    defenceId: "battery" as never,
    state: "ready",
    by: "its crew",
    inhibitedBy: "nobody",
    reason: "none",
    reachM: 9_000,
    protectsAreas: ["area"],
  },
  {
    type: "engagement",
    receivedUs,
    atUs: receivedUs,
    defence: "battery",
    outcome: "missed",
    place: { eastM: 1, northM: 2, upM: 3 },
    source: "its crew",
    object: "one",
    trackId: "track",
  },
  {
    type: "official-warning",
    receivedUs,
    warning: {
      inputId: "cap",
      source: "Office",
      identifier: "a-1",
      sender: "office@example.org",
      sentUs: receivedUs,
      status: "actual",
      messageType: "update",
      scope: "public",
      note: "of today",
      references: [{ sender: "office@example.org", identifier: "a-0", sentUs: receivedUs }],
      infos: [
        {
          language: "en",
          categories: ["Security"],
          event: "Air raid",
          responseTypes: ["Shelter"],
          urgency: "Immediate",
          severity: "Extreme",
          certainty: "Observed",
          eventCodes: [{ name: "list", value: "raid" }],
          effectiveUs: receivedUs,
          onsetUs: receivedUs,
          expiresUs: untilUs,
          senderName: "Office",
          headline: "Air raid",
          description: "It comes.",
          instruction: "Go in.",
          areas: [
            {
              description: "All",
              polygonsDeg: [[40, 20, 41, 20, 41, 21]],
              circles: [{ latitudeDeg: 40, longitudeDeg: 20, radiusM: 5 }],
              geocodes: [{ name: "place", value: "7" }],
            },
          ],
        },
      ],
      concerns: [{ areaId: area, by: "circle" }],
      unplaced: ["elsewhere"],
      airThreat: true,
      signature: "none",
      document: { octets: 9, sha256: "00", text: "<alert/>", encoding: "utf-8" },
    },
  },
  {
    type: "weather",
    receivedUs,
    weather: {
      source: "balloon",
      observedUs: receivedUs,
      untilUs,
      levels: [0, 5_000, 12_000].map((heightM) => ({
        heightM,
        eastMps: 5,
        northMps: 1,
        temperatureK: 288 - 0.0065 * Math.min(heightM, 11_000),
        pressurePa: 101_325 * Math.exp(-heightM / 8_000),
      })),
    },
  },
];

const base = {
  sensedUs: startUs,
  rcsDbsm: -10,
  identity: { sensorTrack: "7", aircraftAddress: "4CA2D1", callsign: "EIN1", mode3A: "7700" },
  claim: { spoofScore: 0.5, doubts: ["too fast"], emergency: "hijack" },
};
const sigmas = { elevationRad: 0.5, azimuthSigmaRad: 0.01, elevationSigmaRad: 0.01 };
const LOOK: Look = {
  sensorId: sensor,
  sequence: 1,
  fromUs: startUs,
  toUs: startUs + 500_000,
  sweep: { azimuthFromRad: 0, azimuthWidthRad: 1 },
  detections: [
    {
      ...base,
      ...sigmas,
      kind: "polar",
      rangeM: 5_000,
      azimuthRad: 0.1,
      rangeRateMps: -100,
      heightM: 900,
      rangeSigmaM: 20,
      rangeRateSigmaMps: 1,
      heightSigmaM: 30,
    },
    { ...base, ...sigmas, kind: "bearing", azimuthRad: 0.2 },
    {
      ...base,
      kind: "position",
      latitudeRad: 0.7,
      longitudeRad: 0.35,
      heightM: 900,
      covarianceEeM2: 9,
      covarianceEnM2: 1,
      covarianceNnM2: 9,
      heightSigmaM: 9,
      velocity: { eastMps: 9, northMps: 9, upMps: 0, horizontalSigmaMps: 1, upSigmaMps: 1 },
    },
  ],
};

/** What stands where something else is meant; of it each place gets what is not of its own type. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  "7",
  true,
  [],
  {},
  { toString: "x" },
];
const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "list" : typeof value;

interface Spoilt<T> {
  readonly copy: T;
  readonly wrong: unknown;
}

/** Every copy of a value in which one place, however deep, holds something of another type. */
function* spoilt(value: unknown): Generator<Spoilt<unknown>> {
  for (const wrong of WRONG)
    if (kindOf(wrong) !== kindOf(value) || Number.isNaN(wrong)) yield { copy: wrong, wrong };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const { copy, wrong } of spoilt(inner)) {
      const whole = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
      yield { copy: Object.assign(whole, { [key]: copy }), wrong };
    }
}

/** Every spoilt copy that is still one object, with the fields of `kept` as they were. */
const copiesOf = <T extends object>(value: T, kept: readonly (keyof T)[] = []): Spoilt<T>[] =>
  [...spoilt(value)].filter(
    (one): one is Spoilt<T> =>
      kindOf(one.copy) === "object" &&
      Object.keys(value).every((key) => key in (one.copy as object)) &&
      kept.every((key) => (one.copy as T)[key] === value[key]),
  );

function world() {
  const disk = new MemoryDisk();
  const effects: EngineEffect[] = [];
  const pipeline: Pipeline = pipelineWith({
    journal: journalOn(disk),
    observe: (step) => void effects.push(...step.effects),
  });
  pipeline.ingest({ type: "configuration", receivedUs: startUs, site });
  const runner = new LiveRunner({
    pipeline,
    clock: {
      nowUs: () => receivedUs,
      waitUntil: () => new Promise(() => undefined),
      steppedByS: () => 0,
    },
    fault: (fault) => pipeline.fault(fault),
    localInputs: new Set(["input"]),
  });
  return { disk, effects, pipeline, sink: runner.sink("input") };
}

/** What is wrong: a defect, a fault that is no words, or a record that no start or replay can read. */
function problemsOf({ disk, effects }: ReturnType<typeof world>): readonly string[] {
  const problems = effects.flatMap((effect) => {
    if (effect.type !== "fault") return [];
    const { code, subject, detail, timeUs } = effect.fault;
    const isWords = typeof subject === "string" && typeof detail === "string";
    return code === "ENGINE_DEFECT" || !isWords || !Number.isFinite(timeUs)
      ? [JSON.stringify(effect.fault)]
      : [];
  });
  recoverEngine(disk, createEngine());
  return replayJournal(disk).identical ? problems : [...problems, "the replay differs"];
}

describe("an event of which one field is of another type", () => {
  test.each(SOUND.map((event) => [nameOf(event), event] as const))("%s", (_name, event) => {
    const sound = world();
    expect(sound.pipeline.ingest(event).event).not.toBeNull();
    const steps = copiesOf(event).map(({ copy, wrong }) => ({
      copy,
      wrong,
      step: sound.pipeline.ingest(copy),
    }));
    // Some fields may be left out, or hold nothing.
    const taken = steps.filter(
      ({ wrong, step }) => wrong !== undefined && wrong !== null && step.event !== null,
    );
    expect(taken).toEqual([]);
    const refusedCommands = steps.filter(
      ({ copy, step }) => copy.type === "command" && step.event === null,
    );
    for (const { step } of refusedCommands)
      expect(step.effects).toMatchObject([{ fault: { code: "COMMAND_REFUSED" } }]);
    expect(problemsOf(sound)).toEqual([]);
  });

  test("a look, a report and a state that an input gives", () => {
    const all = world();
    for (const { copy } of copiesOf<Look>(LOOK)) all.sink.look(copy, receivedUs);
    all.sink.look(LOOK, "now" as never);
    for (const event of SOUND)
      for (const { copy } of copiesOf(event, ["type"])) {
        if (copy.type === "health")
          all.sink.health(copy.sensorId, copy.status, copy.reason, copy.receivedUs);
        if (copy.type === "defence" || copy.type === "weather") all.sink.report?.(copy);
        if (copy.type === "engagement" || copy.type === "official-warning") all.sink.report?.(copy);
      }
    expect(problemsOf(all)).toEqual([]);
  });
});

function nameOf(event: EngineEvent): string {
  return event.type === "command" ? `command ${event.command.kind}` : event.type;
}
