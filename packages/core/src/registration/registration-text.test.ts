import { expect, test } from "vitest";
import { sensorId } from "../units/ids.ts";
import { registrationText } from "./registration-text.ts";
import type { SensorBiases } from "./sensor-registration.ts";

const biases = (values: readonly number[], sigmas: readonly number[]): SensorBiases => ({
  rangeM: { value: values[0], sigma: sigmas[0] },
  azimuthRad: { value: values[1], sigma: sigmas[1] },
  elevationRad: { value: values[2], sigma: sigmas[2] },
  clockS: { value: values[3], sigma: sigmas[3] },
});
const text = (absolute: SensorBiases, relative: SensorBiases): string =>
  registrationText({ sensorId: sensorId("north"), pairs: 100, absolute, relative });

const VALUES = [11.2, 1.52e-3, 1e-5, 0.0402];
const SURE = [1, 2e-4, 2e-4, 0.005];
const VAGUE = [14, 2e-3, 1e-3, 0.035];

test("says what is wrong, and which way", () => {
  expect(text(biases(VALUES, SURE), biases(VALUES, SURE))).toBe(
    "reads 11 m long and 1.5 mrad clockwise, its clock is 40 ms late: corrected",
  );
  const other = biases([-9.6, -1e-3, -2e-3, -0.02], SURE);
  expect(text(other, other)).toBe(
    "reads 10 m short, 1.0 mrad anticlockwise and 2.0 mrad low, its clock is 20 ms early: corrected",
  );
});

test("says so where nobody is known to be right", () => {
  expect(text(biases(VALUES, VAGUE), biases(VALUES, SURE))).toBe(
    "reads 11 m long and 1.5 mrad clockwise, its clock is 40 ms late against the other sensors: corrected",
  );
  const mixed = biases(VALUES, [1, 2e-3, 1e-3, 0.005]);
  expect(text(mixed, biases(VALUES, SURE))).toBe(
    "reads 11 m long and 1.5 mrad clockwise against the other sensors, its clock is 40 ms late: corrected",
  );
});

test("what is within its own doubt is not spoken of", () => {
  expect(text(biases(VALUES, VAGUE), biases(VALUES, VAGUE))).toBe(
    "agrees with the other sensors within what can be told",
  );
});
