import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestEdge } from "./nearest-edge.ts";
import { firstEntry, leastDistance, type Outline, straightPass } from "./straight-pass.ts";

/** A star of so many corners about the origin, within 300 m of it. */
const star = fc
  .array(fc.double({ min: 20, max: 300, noNaN: true }), { minLength: 3, maxLength: 24 })
  .map((radii): Outline => {
    const ring = radii.flatMap((radius, k) => {
      const angle = (2 * Math.PI * k) / radii.length;
      return [radius * Math.sin(angle), radius * Math.cos(angle)];
    });
    return { rings: [ring], centreEastM: 0, centreNorthM: 0, radiusM: Math.max(...radii) };
  });
const metres = fc.double({ min: -1500, max: 1500, noNaN: true });
const way = fc.record({
  e: metres,
  n: metres,
  ve: fc.double({ min: -60, max: 60, noNaN: true }),
  vn: fc.double({ min: -60, max: 60, noNaN: true }),
});
/** The same region, of whose circle nothing is known. */
const unbounded = (outline: Outline): Outline => ({ ...outline, radiusM: Number.MAX_VALUE });

test("what the circle about a region rules out makes no difference to how a way passes it", () => {
  fc.assert(
    fc.property(
      star,
      way,
      fc.double({ min: 0, max: 120, noNaN: true }),
      (outline, on, horizonS) => {
        const open = unbounded(outline);
        expect(firstEntry(outline, on, horizonS, true)).toBe(firstEntry(open, on, horizonS, true));
        expect(straightPass(outline, on, horizonS)).toEqual(straightPass(open, on, horizonS));
      },
    ),
    { numRuns: 2000 },
  );
});

test("nor to the nearest edge of a place outside it", () => {
  fc.assert(
    fc.property(star, metres, metres, (outline, e, n) => {
      const mayBeInside = leastDistance(outline, e, n) <= 0;
      expect(nearestEdge(outline.rings, e, n, mayBeInside)).toEqual(
        nearestEdge(outline.rings, e, n),
      );
    }),
    { numRuns: 2000 },
  );
});
