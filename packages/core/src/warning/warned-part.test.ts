import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reachOfThreat } from "../assessment/reach-of-threat.ts";
import { circleRing, pointInRings, ringArea, type Rings } from "../geodesy/polygon.ts";
import type { Reach } from "../geodesy/reach.ts";
import { ringsAreSimple } from "../geodesy/validate-rings.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";
import { trackId } from "../units/ids.ts";
import { grown, WHOLE } from "./warned-part.ts";

const TOWN: Rings = [circleRing(0, 0, 4_000, 64)];
const LAKE: Rings = [circleRing(0, 0, 4_000, 64), circleRing(1_500, 0, 400, 16)];
/** An L: what is cut off it can leave two pieces. */
const ANGLE: Rings = [
  [-4000, -4000, 4000, -4000, 4000, -3000, -3000, -3000, -3000, 4000, -4000, 4000],
];

interface Ellipse {
  readonly e: number;
  readonly n: number;
  readonly along: number;
  readonly across: number;
  readonly turn: number;
}
const ellipse: fc.Arbitrary<Ellipse> = fc.record({
  e: fc.double({ min: -4000, max: 4000, noNaN: true }),
  n: fc.double({ min: -4000, max: 4000, noNaN: true }),
  along: fc.double({ min: 1, max: 1500, noNaN: true }),
  across: fc.double({ min: 1, max: 400, noNaN: true }),
  turn: fc.double({ min: 0, max: 3.14, noNaN: true }),
});

function impactOf({ e, n, along, across, turn }: Ellipse, weight = 1): ImpactComponent {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return {
    kind: "impact",
    model: "ballistic",
    weight,
    eastM: e,
    northM: n,
    covarianceEeM2: c * c * along * along + s * s * across * across,
    covarianceEnM2: c * s * (along * along - across * across),
    covarianceNnM2: s * s * along * along + c * c * across * across,
    impactUs: 0,
    impactSigmaS: 1,
    speedMps: 200,
  };
}
const projectionOf = (...components: Projection["components"]): Projection => ({
  trackId: trackId("t"),
  fromUs: 0,
  components,
});
const reachOf = (one: Ellipse): Reach | null =>
  reachOfThreat(projectionOf(impactOf(one)), { radiusM: 300, widenM: 50 });

/** A point of the ellipse at so many standard deviations, in a direction of its own frame. */
function pointOf({ e, n, along, across, turn }: Ellipse, sigmas: number, angle: number) {
  const [a, b] = [sigmas * along * Math.cos(angle), sigmas * across * Math.sin(angle)];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [e + c * a - s * b, n + s * a + c * b] as const;
}

describe("the part of an area that is warned", () => {
  test.each([
    ["a town", TOWN],
    ["a town with a lake", LAKE],
    ["an angle", ANGLE],
  ])(
    "of %s holds whatever of it a threat may hit, lies in it, is sound, and only grows",
    (_, area) => {
      const angle = fc.double({ min: 0, max: 6.28, noNaN: true });
      const sigmas = fc.double({ min: 0, max: 3, noNaN: true });
      let cuts = 0;
      fc.assert(
        fc.property(
          fc.array(ellipse, { minLength: 1, maxLength: 4 }),
          fc.array(fc.tuple(sigmas, angle), { minLength: 20, maxLength: 20 }),
          (threats, points) => {
            let part = null as ReturnType<typeof grown> | null;
            const warned: (readonly [number, number])[] = [];
            for (const threat of threats) {
              part = grown(part, reachOf(threat), area);
              const rings = part.rings ?? area;
              if (part.rings !== null) cuts++;
              expect(ringsAreSimple(rings)).toBe(true);
              expect(Math.abs(ringArea(rings[0]))).toBeLessThanOrEqual(
                Math.abs(ringArea(area[0])) + 1,
              );
              for (const [s, a] of points) {
                const [e, n] = pointOf(threat, s, a);
                if (!pointInRings(area, e, n)) continue;
                warned.push([e, n]);
              }
              for (const [e, n] of warned) expect(pointInRings(rings, e, n)).toBe(true);
              // A corner on the edge may come out a hair outside; the angle does not lie about the origin.
              const corners = rings[0].map((m) => 0.99999 * m);
              const outside = corners.filter(
                (_east, k) => k % 2 === 0 && !pointInRings([area[0]], corners[k], corners[k + 1]),
              );
              expect(area === ANGLE ? [] : outside).toEqual([]);
            }
          },
        ),
        { seed: 66, numRuns: 300 },
      );
      expect(cuts).toBeGreaterThan(50);
    },
  );

  test("does not grow with every measurement", () => {
    const one = { e: 0, n: 0, along: 100, across: 50, turn: 0 };
    const part = grown(null, reachOf(one), TOWN);
    expect(grown(part, reachOf({ ...one, e: 60 }), TOWN)).toBe(part);
    expect(grown(part, reachOf({ ...one, e: 160 }), TOWN)).not.toBe(part);
  });

  test("is the whole once anything may fly on, and stays it", () => {
    const flies = { kind: "course", model: "powered", weight: 0.3 } as const;
    const course = { ...flies, mean: [0, 0, 0, 0, 0, 0], covariance: Array<number>(36).fill(0) };
    const falls = impactOf({ e: 0, n: 0, along: 100, across: 50, turn: 0 }, 0.7);
    const reach = reachOfThreat(projectionOf(falls, course), { radiusM: 300, widenM: 50 });
    expect(reach).toBeNull();
    const part = grown(
      grown(null, reachOf({ e: 0, n: 0, along: 9, across: 9, turn: 0 }), TOWN),
      reach,
      TOWN,
    );
    expect(part).toEqual(WHOLE);
    expect(grown(part, reachOf({ e: 0, n: 0, along: 9, across: 9, turn: 0 }), TOWN)).toBe(part);
  });

  test("is never less than the least radius about a projected impact", () => {
    const part = grown(null, reachOf({ e: 500, n: 500, along: 1, across: 1, turn: 0 }), TOWN);
    for (let i = 0; i < 32; i++) {
      const angle = (i * Math.PI) / 16;
      const [e, n] = [500 + 349 * Math.cos(angle), 500 + 349 * Math.sin(angle)];
      expect(pointInRings(part.rings ?? [], e, n)).toBe(true);
    }
  });
});
