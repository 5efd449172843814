import { expect, test } from "vitest";
import type { SensorBiases, SensorRegistration } from "../registration/sensor-registration.ts";
import { sensorId } from "../units/ids.ts";
import { atS } from "./engine.test-support.ts";
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
