import { checkLook } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { PLACED_MAX, UNPLACED_MAX } from "../../src/adapters/adsb/aircraft-table.ts";
import { apartM, Listener, moved, placeOf, RECEIVER } from "./aircraft-feed.ts";
import {
  identitySquitter,
  packed,
  positionSquitter,
  velocitySquitter,
  withParity,
} from "../../src/adapters/adsb/encode/squitter.ts";
import { emergencySquitter, surfaceSquitter } from "./squitter-builder.ts";

const FOOT_M = 0.3048;
const KNOT_MPS = 1_852 / 3_600;
const head = { address: 0x4b_1a2b };
const START = moved(RECEIVER, -30_000, 20_000);

/** An aircraft that flies east at 200 m/s and tells its place twice a second, even and odd in turn. */
function fly(listener: Listener, seconds: number, altitudeFt: number | null = 9_000): void {
  for (let step = 0; step < seconds * 2; step++) {
    const place = moved(START, 100 * step, 0);
    listener.hear(positionSquitter(head, place, { isOdd: step % 2 === 1, altitudeFt }), step * 0.5);
  }
}

describe("an aircraft that tells its place", () => {
  test("is seen from its second report on, where it is", () => {
    const listener = new Listener();
    fly(listener, 10);
    expect(listener.positions).toHaveLength(19);
    for (const [index, detection] of listener.positions.entries()) {
      expect(apartM(placeOf(detection), moved(START, 100 * (index + 1), 0))).toBeLessThan(6);
    }
    for (const look of listener.looks) expect(checkLook(look)).toMatchObject({ ok: true });
    expect(listener.looks.every(({ sweep }) => sweep === null)).toBe(true);
    expect(listener.rejects).toEqual([]);
  });

  test("has the height of its pressure with wide errors until it tells how far that is off", () => {
    const listener = new Listener();
    fly(listener, 1);
    expect(listener.positions[0]).toMatchObject({ heightM: 9_000 * FOOT_M });
    expect(listener.positions[0].heightSigmaM).toBeGreaterThan(150);
    listener.hear(velocitySquitter(head, { eastKt: 389, northKt: 0, differenceFt: 525 }), 1);
    listener.hear(
      positionSquitter(head, moved(START, 240, 0), { isOdd: false, altitudeFt: 9_000 }),
      1.2,
    );
    const [, latest] = listener.positions;
    expect(latest.heightM).toBeCloseTo(9_525 * FOOT_M, 6);
    expect(latest.heightSigmaM).toBeLessThan(80);
  });

  test("has no height where it tells none", () => {
    const listener = new Listener();
    fly(listener, 1, null);
    expect(listener.positions[0].heightM).toBeNull();
  });

  test("has the speed that it tells, and an error along its way for the time that is on the way", () => {
    const listener = new Listener();
    listener.hear(velocitySquitter(head, { eastKt: 389, northKt: 0, climbFtPerMin: -640 }), 0);
    fly(listener, 1);
    const [detection] = listener.positions;
    expect(detection.velocity?.eastMps).toBeCloseTo(389 * KNOT_MPS, 6);
    expect(detection.velocity?.upMps).toBeCloseTo((-640 * FOOT_M) / 60, 6);
    expect(detection.covarianceEeM2).toBeGreaterThan(detection.covarianceNnM2 + 30 * 30);
  });

  test("bears the name, the code and the address that it tells", () => {
    const listener = new Listener();
    listener.hear(identitySquitter(head, "SWR12A"), 0);
    listener.hear(emergencySquitter(head, 1, 0b0101010_101010), 0.1);
    fly(listener, 1);
    expect(listener.positions[0].identity).toEqual({
      sensorTrack: null,
      aircraftAddress: "4B1A2B",
      callsign: "SWR12A",
      mode3A: "7700",
    });
  });

  test("twice through two receivers is seen once", () => {
    const listener = new Listener();
    fly(listener, 1);
    const again = positionSquitter(head, moved(START, 100, 0), { isOdd: true, altitudeFt: 9_000 });
    expect(listener.hear(again, 0.51)).toMatchObject([{ reason: "repeated-position" }]);
  });

  test("beyond what the antenna can hear is not believed", () => {
    const listener = new Listener({ rangeMaxM: 20_000 });
    fly(listener, 1);
    expect(listener.looks).toEqual([]);
    expect(listener.rejects).toEqual(["beyond-range"]);
  });

  test("after a silence is asked for a pair again", () => {
    const listener = new Listener();
    fly(listener, 1);
    const later = positionSquitter(head, moved(START, 24_000, 0), {
      isOdd: true,
      altitudeFt: 9_000,
    });
    expect(listener.hear(later, 120)).toEqual([]);
  });
});

describe("on the ground", () => {
  const hear = (listener: Listener) => {
    listener.hear(surfaceSquitter(head, moved(RECEIVER, 900, 0), false), 0);
    listener.hear(surfaceSquitter(head, moved(RECEIVER, 900, 0), true), 0.5);
  };

  test("it is counted and left out", () => {
    const listener = new Listener();
    hear(listener);
    expect(listener.rejects).toEqual(["on-ground", "on-ground"]);
  });

  test("it is where it says it is, as high as the antenna, where the site wants to see it", () => {
    const listener = new Listener({ groundTraffic: true });
    hear(listener);
    expect(apartM(placeOf(listener.positions[0]), moved(RECEIVER, 900, 0))).toBeLessThan(2);
    expect(listener.positions[0]).toMatchObject({ heightM: 480, heightSigmaM: 50 });
  });
});

describe("replies to an interrogator", () => {
  const altitudeReply = (address: number): Uint8Array =>
    withParity(
      packed([
        [4, 5],
        [0, 3],
        [0, 5],
        [0, 6],
        [0b0_0110_0011_1000, 13],
      ]),
      address,
    );

  test("count for an aircraft that is known", () => {
    const listener = new Listener();
    expect(listener.hear(altitudeReply(head.address), 0)).toMatchObject([
      { reason: "unknown-address" },
    ]);
    listener.hear(
      withParity(
        packed([
          [11, 5],
          [5, 3],
          [head.address, 24],
        ]),
      ),
      0.1,
    );
    expect(listener.hear(altitudeReply(head.address), 0.2)).toEqual([]);
  });
});

describe("what cannot be", () => {
  test("a jump is left out until it stays, and then shown as doubted with wide errors", () => {
    const listener = new Listener();
    fly(listener, 10);
    const honest = listener.positions[18].covarianceNnM2;
    const away = moved(START, 80_000, -60_000);
    for (let step = 0; step < 12; step++) {
      const place = moved(away, 100 * step, 0);
      const parts = { isOdd: step % 2 === 1, altitudeFt: 9_000 };
      listener.hear(positionSquitter(head, place, parts), 10 + step * 0.5);
    }
    const doubted = listener.positions.slice(19);
    for (const { covarianceNnM2 } of doubted) expect(covarianceNnM2).toBeGreaterThan(4 * honest);
    expect(listener.rejects.filter((reason) => reason === "impossible-jump")).toHaveLength(2);
    expect(doubted.length).toBeGreaterThan(5);
    const health = listener.outputs.filter(({ type }) => type === "health");
    expect(health).toMatchObject([
      {
        sensorId: "antenna",
        status: "degraded",
        reason: "aircraft whose word is doubted: 4B1A2B (jumped farther than it can fly)",
      },
    ]);
  });

  test("a flood of addresses costs no aircraft its state", () => {
    const listener = new Listener();
    fly(listener, 1);
    for (let index = 0; index < UNPLACED_MAX + PLACED_MAX; index++) {
      listener.hear(identitySquitter({ address: index + 1 }, "GHOST"), 1);
    }
    const next = positionSquitter(head, moved(START, 240, 0), { isOdd: false, altitudeFt: 9_000 });
    expect(listener.hear(next, 1.2)).toMatchObject([{ type: "look" }]);
  });
});
