import { expect, test } from "vitest";
import type { SensorKind } from "../coverage/sensor.ts";
import { radar } from "../tracking/tracker-world.test-support.ts";
import { defaultRegistration, priorOf } from "./registration-prior.ts";

const stated = { rangeSigmaM: 1, azimuthSigmaRad: 2, elevationSigmaRad: 3, clockSigmaS: 4 };

test("what a compass points may be ten times as far off as a radar", () => {
  const azimuth = (kind: SensorKind) => defaultRegistration(kind)?.azimuthSigmaRad ?? NaN;
  expect(azimuth("acoustic")).toBeCloseTo(10 * azimuth("radar"), 12);
  expect(azimuth("radio")).toBe(azimuth("acoustic"));
});

test.each<[SensorKind, boolean, boolean]>([
  ["radar", true, true],
  ["acoustic", true, true],
  ["radio", true, true],
  ["observer", false, true],
  ["tracker", false, false],
  ["cooperative", false, false],
])("biases of %s are estimated by default: %s; where they are stated: %s", (kind, usual, said) => {
  expect(priorOf(radar({ kind })) !== null).toBe(usual);
  expect(priorOf(radar({ kind, registration: stated }))).toEqual(said ? stated : null);
});
