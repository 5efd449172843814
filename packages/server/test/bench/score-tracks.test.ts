import { describe, expect, it } from "vitest";
import type { TruthState } from "../../bench/scenario.ts";
import { SWITCH_PENALTY_M } from "../../bench/trajectory-gospa.ts";
import { scoreTracks, SETTLING_SCANS } from "../../bench/score-tracks.ts";
import { CUTOFF_M, type ScoredTrack } from "../../bench/scored-track.ts";

const SCANS = SETTLING_SCANS + 5;

const at = (
  object: number,
  eastM: number,
  options: { readonly kind?: TruthState["kind"]; readonly visible?: boolean } = {},
): TruthState => ({
  object,
  kind: options.kind ?? "drone",
  state: [eastM, 0, 100, 10, 0, 0],
  visible: options.visible ?? true,
});

const track = (id: string, eastM: number, speedMps = 10): ScoredTrack => ({
  id,
  state: [eastM, 0, 100, speedMps, 0, 0],
});

const repeat = <T>(make: (scan: number) => T): T[] =>
  Array.from({ length: SCANS }, (_, k) => make(k));

describe("scoreTracks", () => {
  it("finds nothing to blame in perfect tracks", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0), at(1, 1000, { kind: "ballistic" })]),
      repeat(() => [track("a", 0), track("b", 1000)]),
    );
    expect(score).toEqual({
      gospaM: 0,
      ospaM: 0,
      // What the first pairing of each object costs, over all scans.
      trajectoryGospaM: Math.sqrt(SWITCH_PENALTY_M ** 2 / 2 / SCANS),
      dronePositionM: 0,
      ballisticPositionM: 0,
      droneVelocityMps: 0,
      ballisticVelocityMps: 0,
      droneNees: NaN,
      ballisticNees: NaN,
      missedShare: 0,
      falsePerScan: 0,
      switches: 0,
      confirmationScans: 0,
      neverConfirmed: 0,
    });
  });

  it("gives position and velocity errors of each kind as root mean squares", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0), at(1, 5000), at(2, 9000, { kind: "ballistic" })]),
      repeat(() => [track("a", 30), track("b", 5040, 16), track("c", 9007)]),
    );
    expect(score.dronePositionM).toBeCloseTo(Math.sqrt((900 + 1600) / 2), 9);
    expect(score.droneVelocityMps).toBeCloseTo(Math.sqrt(36 / 2), 9);
    expect(score.ballisticPositionM).toBeCloseTo(7, 9);
    expect(score.gospaM).toBeCloseTo(Math.sqrt((900 + 1600 + 49) / 3), 9);
  });

  it("charges half of the squared cut-off for a missed object and for a false track", () => {
    const half = 0.5 * CUTOFF_M * CUTOFF_M;
    const missed = scoreTracks(
      repeat(() => [at(0, 0), at(1, 5000)]),
      repeat(() => [track("a", 0)]),
    );
    expect(missed.gospaM).toBeCloseTo(Math.sqrt(half / 2), 9);
    expect(missed.missedShare).toBe(0.5);
    expect(missed.neverConfirmed).toBe(1);
    const extra = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat(() => [track("a", 0), track("b", 5000)]),
    );
    expect(extra.gospaM).toBeCloseTo(Math.sqrt(half), 9);
    expect(extra.falsePerScan).toBe(1);
  });

  it("counts a track at the cut-off as false and its object as missed", () => {
    const near = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat(() => [track("a", CUTOFF_M - 1)]),
    );
    expect(near).toMatchObject({ missedShare: 0, falsePerScan: 0 });
    const far = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat(() => [track("a", CUTOFF_M)]),
    );
    expect(far).toMatchObject({ missedShare: 1, falsePerScan: 1, neverConfirmed: 1 });
  });

  it("blames nobody for a track of an object that no sensor sees, but for a second one", () => {
    const hidden = at(1, 5000, { visible: false });
    const followed = scoreTracks(
      repeat(() => [at(0, 0), hidden]),
      repeat(() => [track("a", 0), track("b", 5010)]),
    );
    expect(followed).toMatchObject({ gospaM: 0, ospaM: 0, missedShare: 0, falsePerScan: 0 });
    const doubled = scoreTracks(
      repeat(() => [at(0, 0), hidden]),
      repeat(() => [track("a", 0), track("b", 5010), track("c", 5090)]),
    );
    expect(doubled.falsePerScan).toBe(1);
    const beside = scoreTracks(
      repeat(() => [at(0, 0), at(1, 50, { visible: false })]),
      repeat(() => [track("a", 40)]),
    );
    expect(beside).toMatchObject({ missedShare: 0, falsePerScan: 0, dronePositionM: 40 });
  });

  it("charges OSPA by the greater of both numbers", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0), at(1, 5000)]),
      repeat(() => [track("a", 30)]),
    );
    expect(score.ospaM).toBeCloseTo(Math.sqrt((900 + CUTOFF_M * CUTOFF_M) / 2), 9);
  });

  it("weighs errors by the covariance that a track states", () => {
    const covariance = Array.from({ length: 36 }, () => 0);
    for (let i = 0; i < 3; i++) covariance[7 * i] = 100;
    for (let i = 3; i < 6; i++) covariance[7 * i] = 4;
    const score = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat(() => [{ ...track("a", 30, 14), covariance }]),
    );
    expect(score.droneNees).toBeCloseTo(900 / 100 + 16 / 4, 9);
    expect(score.ballisticNees).toBeNaN();
  });

  it("charges a trajectory's change of track, and half of it for a start and an end", () => {
    const ids = ["a", "a", "b", "b", "", "b", "b", "b", "b", "b"];
    const score = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat((scan) => (ids[scan] === "" ? [] : [track(ids[scan], 0)])),
    );
    const penalty = SWITCH_PENALTY_M * SWITCH_PENALTY_M;
    const missed = 0.5 * CUTOFF_M * CUTOFF_M;
    const halves = penalty / 2 + penalty + penalty / 2 + penalty / 2;
    expect(score.trajectoryGospaM).toBeCloseTo(Math.sqrt((missed + halves) / SCANS), 9);
  });

  it("prefers the nearer pairs where every object could have either track", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0), at(1, 100)]),
      repeat(() => [track("b", 110), track("a", 10)]),
    );
    expect(score.dronePositionM).toBeCloseTo(10, 9);
  });

  it("matches the whole, not each object with its nearest track", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0), at(1, 100)]),
      repeat(() => [track("a", 90), track("b", 250)]),
    );
    expect(score).toMatchObject({ missedShare: 0, falsePerScan: 0 });
    expect(score.dronePositionM).toBeCloseTo(Math.sqrt((90 * 90 + 150 * 150) / 2), 9);
  });

  it("counts a switch when an object's track changes, also over a gap, and none at the first", () => {
    const ids = ["a", "a", "b", "b", "", "b", "", "c", "c", "c"];
    const score = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat((scan) => (ids[scan] === "" ? [] : [track(ids[scan], 0)])),
    );
    expect(score.switches).toBe(2);
    expect(score.missedShare).toBeCloseTo(1 / 5, 9);
  });

  it("counts the delay of confirmation from the first visible scan, of those that were confirmed", () => {
    const score = scoreTracks(
      repeat((scan) => [
        at(0, 0),
        at(1, 1000, { visible: scan >= 4 }),
        at(2, 3000, { visible: scan >= 1 }),
      ]),
      repeat((scan) => [
        ...(scan >= 3 ? [track("a", 0)] : []),
        ...(scan >= 5 ? [track("b", 1000)] : []),
      ]),
    );
    expect(score.confirmationScans).toBe((3 + 1) / 2);
    expect(score.neverConfirmed).toBe(1);
  });

  it("leaves the scans at the start out of what was missed and false", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0)]),
      repeat((scan) => (scan < SETTLING_SCANS ? [] : [track("a", 0)])),
    );
    expect(score).toMatchObject({
      missedShare: 0,
      gospaM: 0,
      confirmationScans: SETTLING_SCANS,
    });
  });

  it("expects nothing of an object outside the radar's volume", () => {
    const score = scoreTracks(
      repeat(() => [at(0, 0, { visible: false })]),
      repeat(() => []),
    );
    expect(score).toMatchObject({ gospaM: 0, missedShare: 0, neverConfirmed: 0 });
  });
});
