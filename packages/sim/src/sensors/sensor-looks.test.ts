import { assert, type PolarDetection } from "@tocsin/core";
import { checkLook } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { type KnownDetection, meanOf, run, sigmaOf } from "../testing/run-simulation.ts";
import { passingDrone, siteWithSensor, smallScenario } from "../testing/small-scenario.ts";

const DRONE = passingDrone({ eastM: 2_000, speedMps: 4, lengthM: 8_000, heightM: 400 });
const LONG = { duration_s: 2_000, objects: [DRONE] };

const polar = ({ detection }: KnownDetection): PolarDetection => {
  assert(detection.kind === "polar", "a radar's detection is polar");
  return detection;
};
const wrapPi = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));

/** Detections of the radar against the true place at the time sensed; site origin and radar share their place. */
function errorsOf(scenario: Parameters<typeof smallScenario>[0]) {
  const { simulation, detections } = run(smallScenario(scenario));
  const truth = simulation.truth.objects[0];
  return detections.map((known) => {
    const detection = polar(known);
    const state = truth?.stateAt(detection.sensedUs);
    assert(state !== null && state !== undefined, "it was there when it was seen");
    const up = state.upM - 15;
    const range = Math.hypot(state.eastM, state.northM, up);
    return {
      look: known.look,
      rangeM: detection.rangeM - range,
      azimuthRad: wrapPi(detection.azimuthRad - Math.atan2(state.eastM, state.northM)),
      elevationRad: (detection.elevationRad ?? NaN) - Math.asin(up / range),
      rateMps:
        (detection.rangeRateMps ?? NaN) -
        (state.eastM * state.eastMps + state.northM * state.northMps) / range,
      sensedUs: detection.sensedUs,
    };
  });
}

describe("a radar", () => {
  test("detects in the share of looks that its detection probability says", () => {
    const { looks, detections } = run(smallScenario(LONG));
    expect(looks.length).toBeGreaterThan(1_990);
    // Five standard errors of a share of 0.8 in 2,000 looks.
    expect(Math.abs(detections.length / looks.length - 0.8)).toBeLessThan(0.045);
  });

  test("errs by its standard deviations, without bias", () => {
    const errors = errorsOf(LONG);
    const check = (values: readonly number[], sigma: number) => {
      expect(Math.abs(meanOf(values))).toBeLessThan((5 * sigma) / Math.sqrt(values.length));
      expect(sigmaOf(values) / sigma).toBeGreaterThan(0.9);
      expect(sigmaOf(values) / sigma).toBeLessThan(1.1);
    };
    check(
      errors.map((e) => e.rangeM),
      15,
    );
    check(
      errors.map((e) => e.azimuthRad),
      (0.3 * Math.PI) / 180,
    );
    check(
      errors.map((e) => e.elevationRad),
      (0.5 * Math.PI) / 180,
    );
    check(
      errors.map((e) => e.rateMps),
      1,
    );
  });

  test("takes off the offset that the site file knows, and keeps a bias that nobody knows", () => {
    const errors = errorsOf({
      ...LONG,
      site_file: siteWithSensor({ azimuth_offset_deg: 4, range_offset_m: 300 }),
      sensor_models: [{ id: "radar", azimuth_bias_deg: 1, range_bias_m: -100 }],
    });
    expect(meanOf(errors.map((e) => e.rangeM))).toBeCloseTo(-400, -1);
    expect((meanOf(errors.map((e) => e.azimuthRad)) * 180) / Math.PI).toBeCloseTo(-3, 1);
  });

  test("passes each direction at its own time, inside the look and its sector", () => {
    const cut = {
      ...LONG,
      sensor_models: [{ id: "radar", look_sectors: 8, azimuth_sigma_deg: 0 }],
    };
    const { looks, detections } = run(smallScenario(cut));
    expect(looks.length).toBeGreaterThan(15_900);
    for (const known of detections) {
      const { look } = known;
      const { azimuthRad, sensedUs } = polar(known);
      assert(look.sweep !== null, "a radar's look has a sweep");
      const turned = wrapPi(
        azimuthRad - look.sweep.azimuthFromRad - look.sweep.azimuthWidthRad / 2,
      );
      expect(Math.abs(turned)).toBeLessThanOrEqual(look.sweep.azimuthWidthRad / 2 + 1e-4);
      const share = (sensedUs - look.fromUs) / (look.toUs - look.fromUs);
      expect(turned / look.sweep.azimuthWidthRad + 0.5).toBeCloseTo(share, 2);
    }
    expect(Math.abs(detections.length / (looks.length / 8) - 0.8)).toBeLessThan(0.045);
  });

  test("reports Poisson clutter within its volume", () => {
    const site_file = siteWithSensor({ false_detections_per_sweep: 7 });
    const { looks, detections } = run(smallScenario({ duration_s: 1_000, site_file }));
    const counts = looks.map(({ look }) => look.detections.length);
    expect(Math.abs(meanOf(counts) - 7)).toBeLessThan(0.42);
    expect(Math.abs(sigmaOf(counts) - Math.sqrt(7))).toBeLessThan(0.3);
    expect(detections.every((known) => known.cause === "clutter")).toBe(true);
    const ranges = detections.map((known) => polar(known).rangeM);
    expect(Math.max(...ranges)).toBeLessThanOrEqual(20_000);
    expect(Math.abs(meanOf(ranges) / 10_000 - 1)).toBeLessThan(0.05);
  });

  test("sees nothing out of range, below the horizon, during an outage, or too small for its reach", () => {
    const detected = (changes: Parameters<typeof smallScenario>[0]) =>
      run(smallScenario({ ...LONG, duration_s: 300, ...changes })).detections.length;
    expect(detected({})).toBeGreaterThan(200);
    const coverage = { range_max_m: 3_000, elevation_max_deg: 85 };
    expect(detected({ site_file: siteWithSensor({ coverage }) })).toBe(0);
    const low = passingDrone({ eastM: 30_000, speedMps: 4, lengthM: 2_000, heightM: 5 });
    const far = siteWithSensor({ coverage: { range_max_m: 60_000 } });
    expect(detected({ site_file: far, objects: [low] })).toBe(0);
    const high = passingDrone({ eastM: 30_000, speedMps: 4, lengthM: 2_000, heightM: 500 });
    expect(detected({ site_file: far, objects: [high] })).toBeGreaterThan(200);
    const outage = { kind: "sensor-outage", sensor: "radar", from_s: 0 };
    expect(run(smallScenario({ ...LONG, events: [outage] })).looks).toHaveLength(0);
    const models = [{ id: "radar", reference_rcs_dbsm: 20 }];
    // −15 dB against 20 dB shrinks 20 km to 2.7 km; the drone is never nearer than 2 km nor, so early, than 4 km.
    expect(detected({ sensor_models: models })).toBe(0);
  });
});

test("a microphone hears where the object was when the sound left it", () => {
  const fast = passingDrone({ eastM: 1_000, speedMps: 60, lengthM: 3_000, heightM: 100 });
  const site_file = siteWithSensor({
    kind: "acoustic",
    coverage: { range_max_m: 5_000, horizon: false },
  });
  const sensor_models = [{ id: "radar", azimuth_sigma_deg: 0 }];
  const { simulation, detections } = run(
    smallScenario({ objects: [fast], site_file, sensor_models }),
  );
  expect(detections.length).toBeGreaterThan(20);
  for (const { detection } of detections) {
    assert(detection.kind === "bearing", "a microphone gives bearings");
    const now = simulation.truth.objects[0]?.stateAt(detection.sensedUs);
    assert(now !== undefined && now !== null, "it still flies");
    const lagM = now.northM - now.eastM / Math.tan(detection.azimuthRad);
    const rangeM = Math.hypot(now.eastM, now.northM - lagM, 85);
    expect(lagM).toBeCloseTo((60 * rangeM) / 340.3, 0);
  }
});

test("a cooperative receiver hears those that report themselves, and says nothing of others", () => {
  const site_file = siteWithSensor({ kind: "cooperative", detection_probability: 1 });
  const mute = { ...DRONE, id: "mute" };
  const talking = { ...DRONE, cooperative: { aircraft_address: "ABC123", callsign: "TEST1" } };
  const { simulation, looks, detections } = run(
    smallScenario({ objects: [mute, talking], site_file }),
  );
  expect(looks.every(({ look }) => look.sweep === null)).toBe(true);
  expect(detections.length).toBe(looks.length);
  for (const { detection, cause } of detections) {
    expect(cause).toBe("drone");
    assert(detection.kind === "position", "it reports positions");
    expect(detection.identity).toMatchObject({ aircraftAddress: "ABC123", callsign: "TEST1" });
    const state = simulation.truth.objects[1]?.stateAt(detection.sensedUs);
    assert(state !== undefined && state !== null, "it flies");
    const northM = (detection.latitudeRad - (40 * Math.PI) / 180) * 6_361_000;
    expect(Math.abs(northM - state.northM)).toBeLessThan(60);
    expect(Math.abs((detection.heightM ?? NaN) - 400)).toBeLessThan(80);
    expect(Math.abs((detection.velocity?.northMps ?? NaN) - 4)).toBeLessThan(6);
  }
});

test("people report what they see, and say nothing when they see nothing", () => {
  const site_file = siteWithSensor({ kind: "observer", coverage: { range_max_m: 3_000 } });
  const sensor_models = [{ id: "radar", azimuth_sigma_deg: 8 }];
  const flock = { id: "birds", kind: "bird", place: { of: "site" }, count: 20 };
  const near = passingDrone({ eastM: 1_000, speedMps: 50, lengthM: 20_000, heightM: 100 });
  const scenario = { duration_s: 400, objects: [flock, near], site_file, sensor_models };
  const { looks, detections } = run(smallScenario(scenario));
  expect(looks.length).toBeGreaterThan(50);
  expect(looks.length).toBeLessThan(130);
  expect(looks.every(({ look }) => look.sweep === null && look.detections.length > 0)).toBe(true);
  expect(
    detections.every(({ cause, detection }) => cause === "drone" && detection.kind === "bearing"),
  ).toBe(true);
});

test("another tracking system gives positions under its own number", () => {
  const site_file = siteWithSensor({ kind: "tracker" });
  const { looks, detections } = run(smallScenario({ objects: [DRONE], site_file }));
  expect(looks.every(({ look }) => look.sweep === null)).toBe(true);
  const names = detections.map(({ detection }) => detection.identity?.sensorTrack);
  expect(new Set(names)).toEqual(new Set(["1"]));
});

test("only the sensors named see an object that is for them alone", () => {
  const phantom = { ...DRONE, seen_by: [] };
  expect(run(smallScenario({ objects: [phantom] })).detections).toHaveLength(0);
});

test("every look passes the check that looks of real sensors pass", () => {
  const site_file = siteWithSensor({ false_detections_per_sweep: 20 });
  const sensor_models = [{ id: "radar", look_sectors: 4, clock_offset_s: 2.5 }];
  const { looks } = run(smallScenario({ objects: [DRONE], site_file, sensor_models }));
  expect(looks.length).toBeGreaterThan(230);
  for (const { look, receivedUs } of looks) {
    expect(checkLook(look)).toMatchObject({ ok: true });
    expect(look.toUs).toBeGreaterThan(receivedUs);
  }
});
