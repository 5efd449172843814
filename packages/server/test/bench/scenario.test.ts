import { describe, expect, it } from "vitest";
import { airportRecording, USUAL_AIRPORT } from "../../bench/airport-recording.ts";
import { type BenchScenario, generateScenario, RADAR } from "../../bench/scenario.ts";

const SIZE = { objects: 50, seed: 1 } as const;

const truthOf = (scenario: BenchScenario) => scenario.scans.flatMap(({ truth }) => truth);

describe("generateScenario", () => {
  it("gives the same from the same seed, and another from another", () => {
    const first = generateScenario(SIZE);
    expect(generateScenario(SIZE)).toEqual(first);
    expect(generateScenario({ ...SIZE, seed: 2 }).scans).not.toEqual(first.scans);
  });

  it("has three drones to two bodies in free flight, over 60 scans a second apart", () => {
    const scenario = generateScenario(SIZE);
    expect(scenario.scans).toHaveLength(60);
    const kinds = new Map(truthOf(scenario).map(({ object, kind }) => [object, kind]));
    expect([...kinds.values()].filter((kind) => kind === "drone")).toHaveLength(30);
    expect([...kinds.values()].filter((kind) => kind === "ballistic")).toHaveLength(20);
    const gaps = scenario.scans.slice(1).map(({ timeUs }, i) => timeUs - scenario.scans[i].timeUs);
    expect(new Set(gaps)).toEqual(new Set([1_000_000]));
  });

  it("detects nine visible objects of ten, and adds the stated clutter", () => {
    const scenarios = Array.from({ length: 8 }, (_, i) =>
      generateScenario({ ...SIZE, seed: i + 1 }),
    );
    const visible = scenarios.flatMap(truthOf).filter((state) => state.visible).length;
    const scans = scenarios.length * 60;
    const detections = scenarios.reduce((sum, scenario) => sum + scenario.detections, 0);
    const expected = 0.9 * visible + 20 * scans;
    expect(Math.abs(detections - expected)).toBeLessThan(
      4 * Math.sqrt(0.09 * visible + 20 * scans),
    );
  });

  it("brings every body in free flight down within 3 km of the radar", () => {
    const last = new Map<number, readonly number[]>();
    for (const { object, kind, state } of truthOf(generateScenario({ objects: 100, seed: 3 })))
      if (kind === "ballistic") last.set(object, state);
    expect(last.size).toBe(40);
    for (const [east, north, up, ve, vn, vu] of last.values()) {
      if (vu >= 0 || up > 400) continue;
      const fallS = up / -vu;
      const impactM = Math.hypot(east + fallS * ve, north + fallS * vn);
      expect(impactM).toBeLessThan(3000 + 50);
    }
  });

  it("keeps measurements near the truth and inside what a look may hold", () => {
    const { scans } = generateScenario(SIZE);
    for (const { look, timeUs } of scans) {
      for (const detection of look.detections) {
        if (detection.kind !== "polar") throw new Error("a radar gives polar detections");
        expect(detection.sensedUs).toBe(timeUs);
        expect(detection.rangeM).toBeGreaterThan(RADAR.rangeMinM - 60);
        expect(detection.rangeM).toBeLessThan(RADAR.rangeMaxM + 60);
        expect(detection.azimuthRad).toBeGreaterThanOrEqual(0);
        expect(detection.azimuthRad).toBeLessThan(2 * Math.PI);
      }
    }
  });
});

describe("airportRecording", () => {
  it("gives the same datagrams from the same seed, in order of receipt", () => {
    const of = (seed: number, radars: number) => [
      ...airportRecording({ ...USUAL_AIRPORT, minutes: 1, seed, radars }),
    ];
    const first = of(5, 3);
    expect(of(5, 3)).toEqual(first);
    expect(of(6, 3)).not.toEqual(first);
    expect(first.length).toBeGreaterThan(2.5 * of(5, 1).length);
    const times = first.map(({ receivedUs }) => receivedUs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
