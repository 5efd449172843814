import { expect, test } from "vitest";
import { createLocalFrame, enuToGeodetic } from "../geodesy/local-frame.ts";
import type { Look } from "../measurement/look.ts";
import type { RadarModel } from "../coverage/radar-model.ts";
import type { SensorConduct } from "../trust/sensor-conduct.ts";
import { sensorId } from "../units/ids.ts";
import { createEngine } from "./create-engine.ts";
import { atS, type Flight, lookAt, radar, siteOf, straight } from "./engine.test-support.ts";

const MODEL: RadarModel = {
  referenceRangeM: 9_000,
  referenceCrossSectionM2: 1,
  referenceDetectionProbability: 0.9,
  falseAlarmProbability: 1e-6,
  beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
  rangeRateMinMps: 0,
  groundClutter: null,
  crossSectionsM2: {},
};
const receiver = radar("receiver", {
  kind: "cooperative",
  authenticated: false,
  falseDetectionsPerSweep: 0,
  coverage: { ...radar("").coverage, rangeMinM: 0, rangeMaxM: 400_000, horizon: false },
});
const FRAME = createLocalFrame(siteOf().origin);

function reportAt(s: number, flight: Flight): Look {
  const [east, north, up] = flight(s) ?? [0, 0, 0];
  const [east1, north1] = flight(s + 1) ?? [0, 0, 0];
  const atUs = atS(s);
  return {
    sensorId: sensorId("receiver"),
    sequence: Math.round(s * 10),
    fromUs: atUs,
    toUs: atUs,
    sweep: null,
    detections: [
      {
        kind: "position",
        sensedUs: atUs,
        ...enuToGeodetic(FRAME, east, north, up),
        covarianceEeM2: 100,
        covarianceEnM2: 0,
        covarianceNnM2: 100,
        heightSigmaM: 20,
        velocity: {
          eastMps: east1 - east,
          northMps: north1 - north,
          upMps: 0,
          horizontalSigmaMps: 0.5,
          upSigmaMps: 0.5,
        },
        rcsDbsm: null,
        identity: { sensorTrack: null, aircraftAddress: null, callsign: "UAS1", mode3A: null },
      },
    ],
  };
}

/** What the receiver's word is worth after a minute and a half of a radar that sees nothing of what it reports. */
function conductAfter(flight: Flight, model: Partial<RadarModel>): SensorConduct | undefined {
  const engine = createEngine();
  const sensors = [radar("radar-a", { radar: { ...MODEL, ...model } }), receiver];
  const effects = [
    ...engine.step({ type: "configuration", receivedUs: atS(0), site: siteOf({ sensors }) })
      .effects,
  ];
  for (let s = 1; s <= 90; s++)
    for (const look of [reportAt(s + 0.3, flight), lookAt("radar-a", s + 0.9, [], 1)])
      effects.push(...engine.step({ type: "look", receivedUs: look.toUs + 1, look }).effects);
  return effects
    .flatMap((effect) => (effect.type === "conduct" ? [effect.conduct] : []))
    .findLast((conduct) => conduct.sensorId === "receiver");
}

test.each([
  [
    "whose objects may be too small for the radar is not called a liar",
    straight([3_500, 2_500, 120], [-8, 9, 0]),
    {},
    0,
  ],
  [
    "whose object stands in the air, where the radar takes what is slow for clutter, is not",
    straight([1_500, 1_000, 120], [0, 0, 0]),
    { rangeRateMinMps: 3, referenceRangeM: 40_000 },
    0,
  ],
  [
    "of which a radar that would see the smallest sees nothing is",
    straight([1_500, 1_000, 120], [8, -7, 0]),
    { referenceRangeM: 40_000 },
    1,
  ],
])("a receiver %s", (_, flight, model, unseen) => {
  const conduct = conductAfter(flight, model);
  expect(conduct?.objects.unseen ?? 0).toBe(unseen);
  expect(conduct?.standing ?? "unproven").toBe(unseen === 0 ? "unproven" : "doubtful");
});
