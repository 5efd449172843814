import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BANK } from "../filter/bank-layout.ts";
import { enuToGeodetic } from "../geodesy/local-frame.ts";
import type { Detection, Look, PositionDetection } from "../measurement/look.ts";
import { countedRows } from "../measurement/measurement-history.ts";
import { sensorId } from "../units/ids.ts";
import { type CountingTracker, createTracker } from "./create-tracker.ts";
import type { Track, TrackEnd } from "./track.ts";
import {
  clutter,
  config,
  ENV,
  falling,
  NO_HEALTH,
  radar,
  runOfLooks,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";
import type { TrackerConfig } from "./tracker.ts";

const MOVERS = [
  straight([3000, 4000, 300, -30, -20, 1]),
  straight([-6000, 2000, 900, 45, 5, 0]),
  straight([-500, 6000, 120, 2, -9, 0]),
  falling([6000, -4000, 200, -160, 120, 230]),
  falling([-7000, -3000, 100, 110, 40, 190], 3e-4),
];

function feed(tracker: CountingTracker, looks: readonly Look[]): CountingTracker {
  for (const look of looks) tracker.processLook(look, NO_HEALTH);
  return tracker;
}

const confirmed = (tracker: CountingTracker): readonly Track[] =>
  tracker.tracks().filter((track) => track.status !== "tentative");

/** Everything a track says, so that two runs are compared to the last bit. Of a history's rows those past its count say nothing. */
const bits = (tracks: readonly Track[]): string =>
  JSON.stringify(tracks.map(withoutSpareRows), (_, value: unknown) =>
    value instanceof Float64Array
      ? Array.from(new BigUint64Array(value.slice().buffer), String)
      : Object.is(value, -0)
        ? "-0"
        : value,
  );

function withoutSpareRows(track: Track): Track {
  const { history } = track;
  if (history === null || history === undefined) return track;
  const rows = countedRows(history);
  return { ...track, history: { ...history, rows } };
}

const withoutIndices = (tracks: readonly Track[]): readonly Track[] =>
  tracks.map((track) => ({
    ...track,
    evidence: track.evidence.map((evidence) => ({ ...evidence, index: 0 })),
  }));

function shuffled(look: Look, random: () => number): Look {
  const detections = [...look.detections];
  for (let i = detections.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [detections[i], detections[j]] = [detections[j], detections[i]];
  }
  return { ...look, detections };
}

describe("tracking", () => {
  test("every object becomes one confirmed track, and clutter becomes none", () => {
    const tracker = feed(createTracker(config()), runOfLooks(MOVERS, 20, 1, { clutter: 20 }));
    expect(confirmed(tracker)).toHaveLength(MOVERS.length);
    const ballistic = confirmed(tracker).filter(
      (track) => track.estimates[0].model === "ballistic",
    );
    expect(ballistic).toHaveLength(2);
    for (const track of tracker.tracks()) {
      const sum = track.estimates.reduce((total, { probability }) => total + probability, 0);
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  test("ids name the founding detection", () => {
    const tracker = feed(createTracker(config()), runOfLooks(MOVERS.slice(0, 1), 6, 1));
    const [track] = confirmed(tracker);
    expect(track.id).toBe(`radar/${track.firstSensedUs}/0`);
    expect(track.evidence[0]).toEqual({
      sensorId: "radar",
      lookSequence: (track.firstSensedUs - START_US) / 1e6,
      lookToUs: track.firstSensedUs,
      index: 0,
      sensedUs: track.firstSensedUs,
    });
  });

  test("evidence keeps the first and the latest, and its bound", () => {
    const tracker = feed(createTracker(config()), runOfLooks(MOVERS.slice(0, 1), 90, 3));
    const [track] = confirmed(tracker);
    expect(track.evidence).toHaveLength(32);
    expect(track.evidence[0].sensedUs).toBe(track.firstSensedUs);
    expect(track.evidence.at(-1)?.sensedUs).toBe(track.lastSensedUs);
  });

  test("two sensors feed one track, in turn and out of step", () => {
    const place = enuToGeodetic(ENV.frame, 3000, -2000, 10);
    const second = radar({ id: sensorId("second"), position: place, periodUs: 700_000 });
    const [mover] = MOVERS;
    const looks = [
      ...runOfLooks([mover], 20, 1),
      ...runOfLooks([mover], 28, 2, { spec: second }),
    ].sort((a, b) => a.toUs - b.toUs || (a.sensorId < b.sensorId ? -1 : 1));
    const tracker = feed(createTracker(config([radar(), second])), looks);
    expect(confirmed(tracker)).toHaveLength(1);
    expect(confirmed(tracker)[0].detectionCount).toBeGreaterThan(35);
    const sensors = new Set(confirmed(tracker)[0].evidence.map((evidence) => evidence.sensorId));
    expect(sensors.size).toBe(2);
  });

  test("a detection older than the track still helps it, and does not turn back its time", () => {
    const [mover] = MOVERS;
    const second = radar({ id: sensorId("second") });
    const tracker = feed(createTracker(config([radar(), second])), runOfLooks([mover], 8, 1));
    const [before] = confirmed(tracker);
    const lateUs = before.timeUs - 400_000;
    const state = mover((lateUs - START_US) / 1e6) as readonly number[];
    const seen = see(second, state, lateUs, null);
    const look = { ...sweepLook(7, [seen], second), sweep: null };
    tracker.processLook(look, NO_HEALTH);
    const [after] = confirmed(tracker);
    expect(after.detectionCount).toBe(before.detectionCount + 1);
    expect(after.timeUs).toBe(before.timeUs);
    expect(after.estimates[0].covariance[0]).toBeLessThan(before.estimates[0].covariance[0]);
  });

  test("predict carries a track on and leaves the given one alone", () => {
    const tracker = feed(createTracker(config()), runOfLooks(MOVERS, 12, 1));
    for (const track of confirmed(tracker)) {
      const before = bits([track]);
      const later = tracker.predict(track, track.timeUs + 3_000_000);
      expect(later.timeUs).toBe(track.timeUs + 3_000_000);
      expect(later.estimates[0].covariance[0]).toBeGreaterThan(track.estimates[0].covariance[0]);
      expect(bits([track])).toBe(before);
    }
  });
});

describe("determinism", () => {
  test("the order of detections inside a look changes no bit", () => {
    const looks = runOfLooks(MOVERS, 15, 4, { clutter: 30 });
    const expected = bits(withoutIndices(feed(createTracker(config()), looks).tracks()));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seeded(seed);
        const mixed = looks.map((look) => shuffled(look, random));
        const tracker = feed(createTracker(config()), mixed);
        expect(bits(withoutIndices(tracker.tracks())) === expected).toBe(true);
      }),
      { seed: 21, numRuns: 12 },
    );
  });

  test("evidence names the place that the detection had in its look", () => {
    const looks = runOfLooks(MOVERS, 10, 4, { clutter: 10 });
    const mixed = looks.map((look) => shuffled(look, seeded(8)));
    const tracker = feed(createTracker(config()), mixed);
    for (const track of tracker.tracks()) {
      for (const { lookSequence, index, sensedUs } of track.evidence) {
        expect(mixed[lookSequence].detections[index].sensedUs).toBe(sensedUs);
      }
    }
  });

  test("a restored tracker goes on with the same bits, through JSON", () => {
    const looks = runOfLooks(MOVERS, 60, 5, { clutter: 30 });
    const straightOn = createTracker(config());
    let resumed = createTracker(config());
    looks.forEach((look, i) => {
      straightOn.processLook(look, NO_HEALTH);
      resumed.processLook(look, NO_HEALTH);
      if (i % 4 !== 3) return;
      const text = JSON.stringify(resumed.snapshot());
      const reborn = createTracker(config());
      reborn.restore(JSON.parse(text));
      expect(JSON.stringify(reborn.snapshot()) === text).toBe(true);
      if (i % 8 === 3) resumed = reborn;
      expect(bits(resumed.tracks()) === bits(straightOn.tracks())).toBe(true);
    });
    expect(endBits(resumed.takeEnded()) === endBits(straightOn.takeEnded())).toBe(true);
    expect(resumed.counters()).toEqual(straightOn.counters());
  });

  test("gives the confirmed tracks by themselves, each the same object until it changes", () => {
    const tracker = createTracker(config());
    let kept = 0;
    for (const look of runOfLooks(MOVERS, 30, 7, { clutter: 20 })) {
      tracker.processLook(look, NO_HEALTH);
      const now = tracker.confirmed();
      expect(tracker.liveCount()).toBeGreaterThanOrEqual(tracker.tracks().length);
      expect(bits(now)).toBe(bits(tracker.tracks().filter((t) => t.confirmedUs !== null)));
      tracker.advance(look.toUs + 1);
      for (const track of tracker.confirmed()) {
        expect(now).toContain(track);
        kept++;
      }
    }
    expect(kept).toBeGreaterThan(0);
  });

  test("restoring twice from one snapshot gives the same run twice", () => {
    const looks = runOfLooks(MOVERS, 24, 6, { clutter: 10 });
    const tracker = feed(createTracker(config()), looks.slice(0, 12));
    const snapshot = tracker.snapshot();
    const before = JSON.stringify(snapshot);
    const first = bits(feed(tracker, looks.slice(12)).tracks());
    expect(JSON.stringify(snapshot) === before).toBe(true);
    tracker.restore(snapshot);
    expect(bits(feed(tracker, looks.slice(12)).tracks()) === first).toBe(true);
  });

  const endBits = (ends: readonly TrackEnd[]): string =>
    bits(ends.map(({ track }) => track)) + ends.map(({ cause }) => cause).join();
});

describe("looks and what they do not show", () => {
  const steady = straight([4000, 3000, 300, 0, 0, 0]);
  const seenUntil = (count: number, changes: Partial<TrackerConfig> = {}): CountingTracker =>
    feed(
      createTracker(config([radar({ detectionProbability: 0.95 })], changes)),
      Array.from({ length: count }, (_, i) => {
        const timeUs = START_US + i * 1_000_000;
        return sweepLook(i, [see(radar(), steady(i) as readonly number[], timeUs, null)]);
      }),
    );

  test("a missed look is charged once, and a track unseen for long is lost", () => {
    const tracker = seenUntil(8);
    const [before] = confirmed(tracker);
    tracker.processLook(sweepLook(8, []), NO_HEALTH);
    const [after] = confirmed(tracker);
    expect(after.missCount).toBe(1);
    expect(after.existence).toBeLessThan(before.existence);
    tracker.processLook(sweepLook(9, []), NO_HEALTH);
    expect(confirmed(tracker)[0].status).toBe("coasting");
    for (let i = 10; i < 13; i++) tracker.processLook(sweepLook(i, []), NO_HEALTH);
    expect(tracker.tracks()).toHaveLength(0);
    expect(tracker.takeEnded().map(({ cause }) => cause)).toEqual(["lost"]);
    expect(tracker.takeEnded()).toHaveLength(0);
  });

  test("a report without a sweep charges nothing", () => {
    const tracker = seenUntil(8);
    const before = confirmed(tracker)[0];
    for (let i = 8; i < 12; i++) {
      tracker.processLook({ ...sweepLook(i, []), sweep: null }, NO_HEALTH);
    }
    expect(confirmed(tracker)[0].missCount).toBe(0);
    expect(confirmed(tracker)[0].existence).toBe(before.existence);
  });

  test("a miss outside the cover, or of a sensor that is down, costs nothing", () => {
    const blind = radar({
      id: sensorId("blind"),
      coverage: { ...radar().coverage, rangeMaxM: 3000 },
    });
    const down = radar({ id: sensorId("down") });
    const tracker = createTracker(config([radar(), blind, down]));
    for (let i = 0; i < 6; i++) {
      const timeUs = START_US + i * 1_000_000;
      const seen = see(radar(), steady(i) as readonly number[], timeUs, null);
      tracker.processLook(sweepLook(i, [seen]), NO_HEALTH);
    }
    const before = confirmed(tracker)[0];
    const status = { sensorId: sensorId("down"), status: "down", sinceUs: 0, reason: "" } as const;
    for (let i = 6; i < 9; i++) {
      tracker.processLook(sweepLook(i, [], blind), NO_HEALTH);
      tracker.processLook(sweepLook(i, [], down), new Map([["down", status]]));
    }
    expect(confirmed(tracker)[0].missCount).toBe(0);
    expect(confirmed(tracker)[0].existence).toBe(before.existence);
  });

  test("a sector charges only what it swept, and counts what earlier looks carried", () => {
    const tracker = seenUntil(8);
    const azimuth = Math.atan2(4000, 3000);
    const sector = (from: number): Look => ({
      ...sweepLook(8, []),
      fromUs: START_US + 7_600_000,
      sweep: { azimuthFromRad: from, azimuthWidthRad: 0.6 },
    });
    tracker.processLook(sector(azimuth + 1), NO_HEALTH);
    expect(confirmed(tracker)[0].missCount).toBe(0);
    const timeUs = START_US + 7_900_000;
    const seen = see(radar(), steady(0) as readonly number[], timeUs, null);
    tracker.processLook({ ...sweepLook(7.95, [seen]), sweep: null }, NO_HEALTH);
    tracker.processLook(sector(azimuth - 0.3), NO_HEALTH);
    expect(confirmed(tracker)[0].missCount).toBe(0);
    tracker.processLook(
      { ...sector(azimuth - 0.3), fromUs: START_US + 8_600_000, toUs: START_US + 9_000_000 },
      NO_HEALTH,
    );
    expect(confirmed(tracker)[0].missCount).toBe(1);
  });

  test("without sweeps, time alone makes a track coast and end", () => {
    const tracker = seenUntil(8);
    tracker.advance(START_US + 10_000_000);
    expect(confirmed(tracker)[0].status).toBe("coasting");
    tracker.advance(START_US + 26_900_000);
    expect(tracker.tracks()).toHaveLength(1);
    tracker.advance(START_US + 27_000_000);
    expect(tracker.takeEnded().map(({ cause }) => cause)).toEqual(["lost"]);
  });

  test("two detections that nothing follows end unconfirmed, one without a word", () => {
    const ends = [1, 2].map((seen) => {
      const tracker = seenUntil(seen, { confirmDetections: 4 });
      for (let i = seen; i < seen + 4; i++) tracker.processLook(sweepLook(i, []), NO_HEALTH);
      expect(tracker.liveCount()).toBe(0);
      return tracker.takeEnded().map(({ cause }) => cause);
    });
    expect(ends).toEqual([[], ["not-confirmed"]]);
  });

  test("a bomb that reached the ground has landed", () => {
    const bomb = falling([2000, 2500, 900, -60, -70, -100]);
    const looks = runOfLooks([bomb], 12, 2, { spec: radar({ detectionProbability: 1 }) });
    const tracker = feed(createTracker(config()), looks);
    expect(tracker.takeEnded().map(({ cause }) => cause)).toEqual(["landed"]);
  });
});

describe("limits and bad input", () => {
  test("the table has a limit; a flood cannot push out a confirmed track or keep out a new object", () => {
    const random = seeded(3);
    const tracker = createTracker(config(undefined, { tracksMax: 60 }));
    const old = straight([3000, 4000, 300, -30, -20, 1]);
    const fresh = straight([-5000, 3000, 400, 35, -10, 0]);
    for (let i = 0; i < 24; i++) {
      const timeUs = START_US + i * 1_000_000;
      const detections: Detection[] = [see(radar(), old(i) as readonly number[], timeUs, random)];
      if (i >= 10) {
        detections.push(see(radar(), fresh(i) as readonly number[], timeUs, random));
        for (let k = 0; k < 300; k++) detections.push(clutter(radar(), timeUs, random));
      }
      tracker.processLook(sweepLook(i, detections), NO_HEALTH);
      expect(tracker.tracks().length).toBeLessThanOrEqual(60);
    }
    expect(tracker.counters().tracksOverLimit).toBeGreaterThan(1000);
    const firsts = confirmed(tracker).map((track) => track.firstSensedUs);
    expect(firsts).toContain(START_US);
    const last = fresh(23) as readonly number[];
    const distances = confirmed(tracker).map(({ estimates: [{ mean }] }) =>
      Math.hypot(mean[0] - last[0], mean[1] - last[1]),
    );
    expect(Math.min(...distances)).toBeLessThan(300);
  });

  test("repeated and meaningless detections are left out and counted", () => {
    const seen = see(radar(), [4000, 3000, 300, 0, 0, 0], START_US, null);
    const tracker = createTracker(config());
    const early = { ...seen, sensedUs: START_US - 60_000_000 };
    tracker.processLook(
      sweepLook(0, [seen, { ...seen }, { ...seen, rangeM: NaN }, early]),
      NO_HEALTH,
    );
    expect(tracker.tracks()).toHaveLength(1);
    expect(tracker.counters().unusableDetections).toBe(3);
    tracker.processLook({ ...sweepLook(1, [seen]), sensorId: sensorId("nobody") }, NO_HEALTH);
    expect(tracker.counters().unknownSensorLooks).toBe(1);
  });

  test("numbers from anywhere make no tracker fail", () => {
    const wild = fc.oneof(
      fc.double(),
      fc.double({ min: -1e7, max: 1e7, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
    );
    const sigma = fc.oneof(wild, fc.double({ min: 1e-9, max: 1e3, noNaN: true }));
    const optional = fc.option(wild);
    const detection = fc.record({
      kind: fc.constantFrom("polar", "bearing", "position"),
      sensedUs: fc.integer({ min: START_US, max: START_US + 900_000 }),
      rcsDbsm: optional,
      identity: fc.constant(null),
      rangeM: wild,
      azimuthRad: wild,
      elevationRad: optional,
      rangeRateMps: optional,
      heightM: optional,
      rangeSigmaM: sigma,
      azimuthSigmaRad: sigma,
      elevationSigmaRad: sigma,
      rangeRateSigmaMps: sigma,
      heightSigmaM: sigma,
      latitudeRad: wild,
      longitudeRad: wild,
      covarianceEeM2: sigma,
      covarianceEnM2: wild,
      covarianceNnM2: sigma,
      velocity: fc.option(
        fc.record({
          eastMps: wild,
          northMps: wild,
          upMps: optional,
          horizontalSigmaMps: sigma,
          upSigmaMps: sigma,
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(detection, { maxLength: 6 }), fc.nat({ max: 3 }), (some, repeats) => {
        const tracker = createTracker(config());
        for (let i = 0; i <= repeats; i++) {
          const moved = some.map((one) => ({ ...one, sensedUs: one.sensedUs + i * 1_000_000 }));
          tracker.processLook(sweepLook(i + 0.95, moved), NO_HEALTH);
        }
        const text = JSON.stringify(tracker.snapshot());
        expect(JSON.stringify(JSON.parse(text)) === text).toBe(true);
        // What is kept of a direction has no range; the estimates are numbers throughout.
        const { tracks } = JSON.parse(text) as { tracks: { numbers: (number | null)[] }[] };
        for (const { numbers } of tracks) expect(numbers.slice(0, BANK)).not.toContain(null);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test("a direction alone starts a track of which only the direction is known, and helps one", () => {
    const bearing: Detection = {
      kind: "bearing",
      sensedUs: START_US,
      rcsDbsm: null,
      identity: null,
      azimuthRad: Math.atan2(4000, 3000),
      elevationRad: null,
      azimuthSigmaRad: 0.01,
      elevationSigmaRad: 0.01,
    };
    const tracker = createTracker(config());
    tracker.processLook(sweepLook(0, [bearing]), NO_HEALTH);
    const [alone] = tracker.tracks();
    expect(alone.status).toBe("tentative");
    const { covariance } = alone.estimates[0];
    expect(Math.sqrt(covariance[0] + covariance[7])).toBeGreaterThan(1000);
    const steady = [4000, 3000, 300, 0, 0, 0];
    for (let i = 1; i < 6; i++) {
      const seen = see(radar(), steady, START_US + i * 1_000_000, null);
      tracker.processLook(sweepLook(i, [seen]), NO_HEALTH);
    }
    const later = { ...bearing, sensedUs: START_US + 6_000_000 };
    tracker.processLook(sweepLook(6, [later]), NO_HEALTH);
    expect(tracker.tracks()).toHaveLength(1);
    expect(tracker.tracks()[0].detectionCount).toBe(6);
    expect(Math.sqrt(tracker.tracks()[0].estimates[0].covariance[0])).toBeLessThan(30);
  });
});

describe("identity", () => {
  const cooperative = radar({
    id: sensorId("adsb"),
    kind: "cooperative",
    falseDetectionsPerSweep: 0,
  });
  const report = (east: number, timeS: number, address: string): PositionDetection => ({
    kind: "position",
    sensedUs: START_US + timeS * 1_000_000,
    rcsDbsm: null,
    identity: { sensorTrack: null, aircraftAddress: address, callsign: null, mode3A: null },
    ...enuToGeodetic(ENV.frame, east, 5000 + 100 * timeS, 2000),
    covarianceEeM2: 1e4,
    covarianceEnM2: 0,
    covarianceNnM2: 1e4,
    heightSigmaM: 50,
    velocity: null,
  });

  test("breaks ties between two that fly close, and never reaches past the gate", () => {
    const tracker = createTracker(config([cooperative]));
    for (let i = 0; i < 12; i++) {
      // Each report errs towards the other aircraft: place alone would swap them now and then.
      const error = i % 3 === 2 ? 70 : 0;
      const detections = [report(1000 + error, i, "aaaaaa"), report(1120 - error, i, "bbbbbb")];
      tracker.processLook({ ...sweepLook(i, detections, cooperative), sweep: null }, NO_HEALTH);
    }
    const names = confirmed(tracker).map((track) => track.identity?.aircraftAddress);
    expect([...names].map(String).sort((a, b) => (a < b ? -1 : 1))).toEqual(["aaaaaa", "bbbbbb"]);
    expect(confirmed(tracker).map((track) => track.detectionCount)).toEqual([12, 12]);
    for (const { evidence } of confirmed(tracker)) {
      expect(new Set(evidence.map(({ index }) => index)).size).toBe(1);
    }
    const far = report(9000, 12, "aaaaaa");
    tracker.processLook({ ...sweepLook(12, [far], cooperative), sweep: null }, NO_HEALTH);
    expect(tracker.tracks()).toHaveLength(3);
  });
});
