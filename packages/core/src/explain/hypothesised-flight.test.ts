import { expect, test } from "vitest";
import { atS } from "../engine/engine.test-support.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import { radians } from "../units/angle.ts";
import { tell } from "./explain.test-support.ts";
import { hypothesisedFlight } from "./hypothesised-flight.ts";

test("what was fired comes down at the place and time, from its range, along a throw", () => {
  const { record } = tell({ seconds: 1 });
  const { origin } = record.site.value;
  const [rangeM, elevationRad] = [8_000, radians(45)];
  const flight = hypothesisedFlight(record, createLocalFrame(origin), {
    place: origin,
    atUs: atS(100),
    heightM: 0,
    speedMps: 1,
    withinS: 60,
    fromBearingRad: radians(90),
    fired: { rangeM, elevationRad },
  });
  const last = flight[flight.length - 1];
  expect(last.timeUs).toBe(atS(100));
  expect(last.enuM[0]).toBeCloseTo(0, 3);
  // √(R·g) = 280.1 m/s: 40.4 s of flight, of which whole seconds are flown.
  expect(flight).toHaveLength(41);
  expect(flight[0].enuM[0]).toBeGreaterThan(rangeM - 280);
  expect(flight[0].enuM[0]).toBeLessThanOrEqual(rangeM);
  const highest = Math.max(...flight.map(({ enuM }) => enuM[2]));
  // The apex is R·tan(θ)/4 = 2,000 m above the ground, less what the plane leaves the Earth by there.
  expect(highest - record.site.value.groundHeightM).toBeCloseTo(2_000 - 1.3, -1);
});
