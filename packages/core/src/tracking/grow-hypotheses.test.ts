import { describe, expect, test } from "vitest";
import type { Detection, Look } from "../measurement/look.ts";
import { wrapTwoPi } from "../units/angle.ts";
import { createTracker } from "./create-tracker.ts";
import { HYPOTHESES_MAX } from "./settle-hypotheses.ts";
import type { Track } from "./track.ts";
import type { Tracker } from "./tracker.ts";
import {
  clutter,
  config,
  falling,
  type Mover,
  NO_HEALTH,
  radar,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

/** Looks of a radar without Doppler, and whose each detection is, −1 for nobody's. */
interface Recording {
  readonly looks: readonly Look[];
  readonly origins: readonly (readonly number[])[];
}

function record(movers: readonly Mover[], count: number, seed: number): Recording {
  const random = seeded(seed);
  const spec = radar();
  const looks: Look[] = [];
  const origins: number[][] = [];
  for (let i = 0; i < count; i++) {
    const timeUs = START_US + i * 1_000_000;
    const seen: { origin: number; detection: Detection }[] = [];
    movers.forEach((mover, origin) => {
      const state = mover(i);
      if (state === null || random() >= spec.detectionProbability) return;
      seen.push({ origin, detection: see(spec, state, timeUs, random) });
    });
    for (let k = 0; k < 20; k++)
      seen.push({ origin: -1, detection: clutter(spec, timeUs, random) });
    const detections = seen.map(({ detection }) => detection);
    looks.push({ ...sweepLook(i, detections, spec), sequence: i });
    origins.push(seen.map(({ origin }) => origin));
  }
  return { looks, origins };
}

/** Rockets from one launcher, some metres apart, one after another. */
function salvo(bodies: number, everyS: number): readonly Mover[] {
  return Array.from({ length: bodies }, (_, k): Mover => {
    const body = falling([4000 + 12 * k, 7000, 60, -90 + 3 * k, -250 + 4 * k, 230]);
    return (timeS) => (timeS < 1 + k * everyS ? null : body(timeS - 1 - k * everyS));
  });
}

/** Drones in rows, 35 m apart, that fly alike. */
function swarm(rows: number, columns: number): readonly Mover[] {
  return Array.from({ length: rows * columns }, (_, k): Mover => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    return straight([35 * column, 4000 + 35 * row, 300, 32, 0.2 * k, 0]);
  });
}

const originsOf = (track: Track, { origins }: Recording): readonly number[] =>
  track.evidence.map(({ lookSequence, index }) => origins[lookSequence][index]);

/** Share of the detections of confirmed tracks that are not of the object that most of the track's are of. */
function mixedShare(tracker: Tracker, recording: Recording): number {
  let mixed = 0;
  let all = 0;
  for (const track of tracker.confirmed()) {
    const votes = new Map<number, number>();
    for (const origin of originsOf(track, recording))
      votes.set(origin, (votes.get(origin) ?? 0) + 1);
    mixed += track.evidence.length - Math.max(...votes.values());
    all += track.evidence.length;
  }
  return mixed / all;
}

interface Unsettled {
  readonly clusters: { readonly unsettled: readonly number[] };
  readonly tracks: readonly { readonly cluster: number }[];
}

function withoutClusters(tracker: Tracker): string {
  const { clusters: _, tracks, ...rest } = tracker.snapshot() as Unsettled;
  return JSON.stringify({ ...rest, tracks: tracks.map(({ cluster: _number, ...track }) => track) });
}

describe("hypotheses of what is not confirmed", () => {
  test("a salvo from one place stays as many objects, each with detections of its own", () => {
    let mixed = 0;
    let tracks = 0;
    const seeds = [1, 2, 3, 4, 5, 6];
    for (const seed of seeds) {
      const recording = record(salvo(4, 1.2), 12, seed);
      const tracker = createTracker(config());
      for (const look of recording.looks) tracker.processLook(look, NO_HEALTH);
      mixed += mixedShare(tracker, recording) / seeds.length;
      tracks += tracker.confirmed().length;
    }
    expect(tracks).toBe(4 * seeds.length);
    expect(mixed).toBeLessThan(0.03);
  });

  test("no two confirmed tracks have a detection in common when they are confirmed", () => {
    for (const seed of [1, 2, 3, 4]) {
      const { looks } = record(salvo(5, 0.8), 12, seed);
      const tracker = createTracker(config());
      const known = new Set<string>();
      for (const look of looks) {
        tracker.processLook(look, NO_HEALTH);
        const fresh = tracker.confirmed().filter(({ id }) => !known.has(id));
        const claims = fresh.flatMap(({ evidence }) =>
          evidence.map(({ lookSequence, index }) => `${lookSequence}/${index}`),
        );
        expect(new Set(claims).size).toBe(claims.length);
        for (const { id } of fresh) known.add(id);
      }
    }
  });

  test("a founding detection is shown once, however many ways it may go on, and ends without a word while one is left", () => {
    const { looks } = record(salvo(5, 0.8), 10, 7);
    const tracker = createTracker(config());
    let rows = 0;
    let shown = 0;
    for (const look of looks) {
      tracker.processLook(look, NO_HEALTH);
      const tracks = tracker.tracks();
      expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
      expect(tracker.liveCount()).toBeGreaterThanOrEqual(tracks.length);
      const live = new Set(tracks.map(({ id }) => id));
      for (const { track } of tracker.takeEnded()) expect(live.has(track.id)).toBe(false);
      const snapshot = tracker.snapshot() as { readonly tracks: readonly unknown[] };
      rows = Math.max(rows, snapshot.tracks.length - tracks.length);
      shown = Math.max(shown, tracks.length);
    }
    expect(rows).toBeGreaterThan(3);
    expect(rows).toBeLessThan(HYPOTHESES_MAX * shown);
  });

  test("a look that confirms some leaves nothing that could be confirmed without another", () => {
    let confirmed = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { looks } = record(swarm(3, 4), 8, seed);
      const tracker = createTracker(config());
      for (const look of looks) {
        const before = tracker.confirmed().length;
        tracker.processLook(look, NO_HEALTH);
        const after = tracker.confirmed().length;
        if (after === before) continue;
        confirmed += after - before;
        const nothing: Look = { ...look, sequence: 100 + look.sequence, sweep: null };
        const again = createTracker(config());
        again.restore(JSON.parse(JSON.stringify(tracker.snapshot())));
        again.processLook({ ...nothing, detections: [] }, NO_HEALTH);
        expect(again.confirmed().length).toBe(after);
      }
    }
    expect(confirmed).toBeGreaterThan(50);
  });

  test("the own detection of a fast body is kept among those of its neighbours, which are likelier", () => {
    let unknown = 0;
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      const tracker = createTracker(config());
      for (const look of record(salvo(8, 0.05), 6, seed).looks)
        tracker.processLook(look, NO_HEALTH);
      unknown += 8 - tracker.confirmed().length;
    }
    // With three ways 68 of the 96 were not known yet, now it is 32.
    expect(unknown).toBeLessThan(45);
  });

  test("hypotheses go out and come back, sharing the same detections", () => {
    const { looks } = record(salvo(5, 0.8), 12, 3);
    const whole = createTracker(config());
    const restored = createTracker(config());
    for (const [i, look] of looks.entries()) {
      whole.processLook(look, NO_HEALTH);
      if (i === 4) restored.restore(JSON.parse(JSON.stringify(whole.snapshot())));
      if (i > 4) restored.processLook(look, NO_HEALTH);
    }
    expect(JSON.stringify(restored.snapshot())).toBe(JSON.stringify(whole.snapshot()));
  });

  test("what a look left alone is as it would be if all were weighed anew", () => {
    const { looks } = record(salvo(5, 0.8), 12, 11);
    const tracker = createTracker(config());
    const touched = createTracker(config());
    const all = createTracker(config());
    for (const [i, look] of looks.entries()) {
      // A sector of a turning radar leaves most of what is not confirmed alone.
      const quarter = (i % 4) * (Math.PI / 2);
      const sweep = { azimuthFromRad: quarter, azimuthWidthRad: Math.PI / 2 };
      const detections = look.detections.filter(
        (one) =>
          one.kind === "polar" && Math.floor(wrapTwoPi(one.azimuthRad) / (Math.PI / 2)) === i % 4,
      );
      const next: Look = { ...look, sweep: { ...look.sweep!, ...sweep }, detections };
      const snapshot = JSON.parse(JSON.stringify(tracker.snapshot())) as Unsettled;
      touched.restore(snapshot);
      const unsettled = [...new Set(snapshot.tracks.map(({ cluster }) => cluster))];
      all.restore({ ...snapshot, clusters: { ...snapshot.clusters, unsettled } });
      touched.processLook(next, NO_HEALTH);
      all.processLook(next, NO_HEALTH);
      expect(withoutClusters(touched)).toBe(withoutClusters(all));
      tracker.processLook(i % 3 === 0 ? look : next, NO_HEALTH);
    }
  });

  test("nor does a full table grow by them", () => {
    const { looks } = record(salvo(6, 0.8), 10, 5);
    const tracker = createTracker(config([radar()], { tracksMax: 30 }));
    for (const look of looks) {
      tracker.processLook(look, NO_HEALTH);
      const snapshot = tracker.snapshot() as { readonly tracks: readonly unknown[] };
      expect(snapshot.tracks.length).toBeLessThanOrEqual(30);
    }
  });
});
