import { expect, test } from "vitest";
import type { SensorBiases, SensorRegistration } from "../registration/sensor-registration.ts";
import { registrationText } from "../registration/registration-text.ts";
import { sensorId } from "../units/ids.ts";
import { createEngine } from "./create-engine.ts";
import type { Engine } from "./engine.ts";
import { atS, lookAt, siteOf, START_US, straight } from "./engine.test-support.ts";
import { RegistrationWatch } from "./registration-watch.ts";

function reading(rangeM: number): readonly SensorRegistration[] {
  const none = { value: 0, sigma: 1 };
  const biases: SensorBiases = {
    rangeM: { value: rangeM, sigma: 1 },
    azimuthRad: none,
    elevationRad: none,
    clockS: none,
  };
  return [{ sensorId: sensorId("north"), pairs: 10, absolute: biases, relative: biases }];
}

test("tells what is known when the words for it change, and no more often than every ten seconds", () => {
  const watch = new RegistrationWatch();
  expect(watch.news(atS(0), () => [])).toEqual([]);
  expect(watch.news(atS(9), () => reading(11))).toEqual([]);
  expect(watch.news(atS(10), () => reading(11))).toEqual(reading(11));
  expect(watch.news(atS(20), () => reading(11.2))).toEqual([]);
  expect(watch.news(atS(30), () => reading(13))).toEqual(reading(13));
});

test("goes on after a restart as if there had been none", () => {
  const before = new RegistrationWatch();
  before.news(atS(10), () => reading(11));
  const watch = new RegistrationWatch();
  watch.restore(before.snapshot());
  expect(watch.news(atS(19), () => reading(20))).toEqual([]);
  expect(watch.news(atS(20), () => reading(11))).toEqual([]);
});

const FLIGHTS = [
  straight([3000, 2000, 150], [-25, -16, 0]),
  straight([-4000, 6000, 300], [30, 0, 0]),
  straight([5000, -3000, 600], [-40, 20, 0]),
  straight([-3000, -3500, 400], [10, 35, 0]),
];

/** What is told of the errors of two radars, the second of which reads 30 m long and 6 mrad clockwise, from one second to another. */
function told(engine: Engine, fromS: number, toS: number): readonly string[] {
  const texts: string[] = [];
  for (let s = fromS; s < toS; s++) {
    for (const [sensor, offset, wrong] of [
      ["radar-a", 0, 0],
      ["radar-b", 0.5, 1],
    ] as const) {
      const exact = lookAt(sensor, s + offset, FLIGHTS, 1);
      const detections = exact.detections.map((detection) =>
        detection.kind === "polar"
          ? {
              ...detection,
              rangeM: detection.rangeM + 30 * wrong,
              azimuthRad: detection.azimuthRad + 6e-3 * wrong,
            }
          : detection,
      );
      const look = { ...exact, detections };
      const { effects } = engine.step({ type: "look", receivedUs: look.toUs, look });
      for (const effect of effects) {
        if (effect.type !== "registration") continue;
        texts.push(`${effect.registration.sensorId} ${registrationText(effect.registration)}`);
      }
    }
  }
  return texts;
}

test("the engine says what it finds of its sensors, and after a restart the same", () => {
  const engine = createEngine();
  engine.step({ type: "configuration", receivedUs: START_US, site: siteOf() });
  expect(told(engine, 1, 30).at(-1)).toMatch(
    /^radar-b reads 1\d m long and [23]\.\d mrad clockwise against the other sensors: corrected$/,
  );
  const again = createEngine();
  again.restore(JSON.parse(JSON.stringify(engine.snapshot())) as never);
  expect(told(again, 30, 60)).toEqual(told(engine, 30, 60));
  expect(again.snapshot()).toEqual(engine.snapshot());
});
