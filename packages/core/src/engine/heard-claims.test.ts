import { describe, expect, test } from "vitest";
import { createLocalFrame, enuToGeodetic } from "../geodesy/local-frame.ts";
import type { Look, PositionDetection } from "../measurement/look.ts";
import type { Track } from "../tracking/track.ts";
import { sensorId } from "../units/ids.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect, TrackRecord } from "./effect.ts";
import type { Engine } from "./engine.ts";
import { atS, type Flight, lookAt, radar, siteOf, straight } from "./engine.test-support.ts";
import type { EngineEvent } from "./event.ts";

const receiver = radar("receiver", {
  kind: "cooperative",
  authenticated: false,
  falseDetectionsPerSweep: 0,
  coverage: { ...radar("").coverage, rangeMinM: 0, rangeMaxM: 400_000, horizon: false },
});
const microphone = radar("microphone", { kind: "acoustic", authenticated: false });
const SITE = siteOf({ sensors: [radar("radar-a"), microphone, receiver] });
const FRAME = createLocalFrame(SITE.origin);
const AIRCRAFT = straight([4_000, -6_000, 1_500], [0, 120, 0]);

function claimAt(s: number, flight: Flight, name = "SWR12A"): Look {
  const [east, north, up] = flight(s) ?? [0, 0, 0];
  const { latitudeRad, longitudeRad, heightM } = enuToGeodetic(FRAME, east, north, up);
  const detection: PositionDetection = {
    kind: "position",
    sensedUs: atS(s),
    latitudeRad,
    longitudeRad,
    heightM,
    covarianceEeM2: 100,
    covarianceEnM2: 0,
    covarianceNnM2: 100,
    heightSigmaM: 15,
    velocity: null,
    rcsDbsm: null,
    identity: { sensorTrack: null, aircraftAddress: "4B1A2B", callsign: name, mode3A: null },
  };
  const at = atS(s);
  const sequence = Math.round(s * 1_000);
  const id = sensorId("receiver");
  return { sensorId: id, sequence, fromUs: at, toUs: at, sweep: null, detections: [detection] };
}

const DRONE = straight([600, 900, 100], [-12, -9, 0]);

function bearingAt(s: number, flight: Flight): Look {
  const look = lookAt("microphone", s, [flight], 1);
  const detections = look.detections.flatMap((detection): readonly Look["detections"][number][] => {
    if (detection.kind !== "polar") return [];
    const { sensedUs, azimuthRad, elevationRad } = detection;
    const errors = { azimuthSigmaRad: 0.05, elevationSigmaRad: 0.05 };
    const unsaid = { rcsDbsm: null, identity: null };
    return [{ kind: "bearing", sensedUs, azimuthRad, elevationRad, ...errors, ...unsaid }];
  });
  return { ...look, sweep: null, detections };
}

class Post {
  readonly engine: Engine = createEngine();
  readonly effects: EngineEffect[] = [];
  wakeAtUs = 0;

  constructor() {
    this.step({ type: "configuration", receivedUs: atS(0), site: SITE });
  }
  step(event: EngineEvent): void {
    const { effects, wakeAtUs } = this.engine.step(event);
    this.effects.push(...effects);
    this.wakeAtUs = wakeAtUs ?? 0;
  }
  hear(look: Look): void {
    this.step({ type: "look", receivedUs: look.toUs + 1, look });
  }
  /** From one second to another: claims where told, and the radar where it looks. */
  play(
    fromS: number,
    toS: number,
    { claims, radar: seen }: { readonly claims?: Flight; readonly radar?: Flight },
  ): void {
    for (let s = fromS; s < toS; s++) {
      if (seen !== undefined) this.hear(lookAt("radar-a", s, [seen], 1));
      if (claims !== undefined) this.hear(claimAt(s + 0.3, claims));
      this.step({ type: "tick", receivedUs: atS(s + 0.5) });
    }
  }
  shown(): readonly Track[] {
    return this.engine.tracks().filter(({ status }) => status !== "tentative");
  }
  records(): readonly TrackRecord[] {
    return this.effects.flatMap((effect) => (effect.type === "track" ? [effect.track] : []));
  }
}

const sensorsOf = (track: Track): readonly string[] =>
  [...new Set(track.evidence.map((one) => one.sensorId as string))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );

describe("what objects say of themselves, beside what sensors measure", () => {
  test("labels the track of what was measured: one object, one track, with who it says it is and who heard it", () => {
    const post = new Post();
    post.play(1, 12, { claims: AIRCRAFT, radar: AIRCRAFT });
    expect(post.shown()).toHaveLength(1);
    const [track] = post.shown();
    expect(track.id).toMatch(/^radar-a\//);
    expect(track.identity?.callsign).toBe("SWR12A");
    expect(sensorsOf(track)).toEqual(["radar-a", "receiver"]);
  });

  test("stands alone where nothing is measured, and gives way to what is: the record says so", () => {
    const post = new Post();
    post.play(1, 8, { claims: AIRCRAFT });
    expect(post.shown().map(({ id }) => id)).toEqual([expect.stringMatching(/^receiver\//)]);
    const [{ id }] = post.shown();
    post.play(8, 20, { claims: AIRCRAFT, radar: AIRCRAFT });
    expect(post.shown().map((track) => track.id)).toEqual([expect.stringMatching(/^radar-a\//)]);
    const [measured] = post.shown();
    const ended = post
      .records()
      .find(({ trackId, change }) => trackId === id && change === "ended");
    expect(ended?.cause).toBe("joined");
    const confirmed = post.records().find(({ trackId }) => trackId === measured.id);
    expect(confirmed).toMatchObject({ change: "confirmed", identity: "SWR12A" });
  });

  test("goes on where the radar sees no more, under a name of its own and after whom", () => {
    const post = new Post();
    post.play(1, 12, { claims: AIRCRAFT, radar: AIRCRAFT });
    const [before] = post.shown();
    post.play(12, 40, { claims: AIRCRAFT, radar: () => null });
    expect(post.shown()).toHaveLength(1);
    const [after] = post.shown();
    expect(after.id).not.toBe(before.id);
    expect(after.continues).toEqual({ track: before.id, probability: 1 });
    const ended = post
      .records()
      .find(({ trackId, change }) => trackId === before.id && change === "ended");
    expect(ended).toMatchObject({ cause: "lost", identity: "SWR12A" });
  });

  test("stands beside what knows a direction only: what is heard there may be another", () => {
    const post = new Post();
    for (let s = 1; s < 20; s++) {
      post.hear(bearingAt(s, DRONE));
      post.hear(claimAt(s + 0.3, DRONE, "UAS1"));
      post.step({ type: "tick", receivedUs: atS(s + 0.5) });
    }
    expect(post.shown().map(({ id }) => id.split("/")[0])).toEqual(["microphone", "receiver"]);
    expect(post.shown().map(({ identity }) => identity?.callsign)).toEqual(["UAS1", "UAS1"]);
  });

  test("never takes a name that measurements gave: what they founded and a liar drew away has another", () => {
    const post = new Post();
    // Three looks of the radar found a track; then it looks elsewhere, and claims lead the track away.
    post.play(1, 4, { claims: AIRCRAFT, radar: AIRCRAFT });
    const astray: Flight = (s) => {
      const [east, north, up] = AIRCRAFT(Math.min(s, 4)) ?? [0, 0, 0];
      return [east + 40 * Math.max(0, s - 4), north + 110 * Math.max(0, s - 4), up];
    };
    post.play(4, 40, { claims: astray, radar: AIRCRAFT });
    const ids = post.shown().map(({ id }) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    const measured = post.shown().filter(({ id }) => id.startsWith("radar-a/"));
    expect(measured.some((track) => sensorsOf(track).includes("radar-a"))).toBe(true);
  });

  test("however many come, time is let pass as often as without", () => {
    const post = new Post();
    post.play(1, 6, { radar: AIRCRAFT });
    const dueUs = post.wakeAtUs;
    for (let s = 5.6; s < 6.4; s += 0.1) post.hear(claimAt(s, AIRCRAFT));
    expect(post.wakeAtUs).toBe(dueUs);
  });

  test("are the same after a restart, whatever stands beside what", () => {
    const whole = new Post();
    const half = new Post();
    for (const post of [whole, half]) {
      post.play(1, 8, { claims: AIRCRAFT });
      post.play(8, 20, { claims: AIRCRAFT, radar: AIRCRAFT });
    }
    const restored = new Post();
    restored.engine.restore(JSON.parse(JSON.stringify(half.engine.snapshot())));
    restored.effects.length = 0;
    whole.effects.length = 0;
    for (const post of [whole, restored]) {
      post.play(20, 30, { claims: AIRCRAFT, radar: AIRCRAFT });
      post.play(30, 50, { claims: AIRCRAFT, radar: () => null });
    }
    expect(restored.effects).toEqual(whole.effects);
    expect(restored.engine.tracks()).toEqual(whole.engine.tracks());
    expect(restored.engine.snapshot()).toEqual(whole.engine.snapshot());
  });
});
