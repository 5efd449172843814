import fc from "fast-check";
import { expect, test } from "vitest";
import { circleRing } from "../geodesy/polygon.ts";
import { circle } from "../engine/engine.test-support.ts";
import type { Area } from "../policy/area.ts";
import { preparedArea } from "../projection/prepared-area.ts";
import type { CourseComponent, ImpactComponent } from "../projection/projection.ts";
import { trackId } from "../units/ids.ts";
import { assessArea } from "./assess.ts";
import { glanceAtCourse, glanceAtImpact, noGlance } from "./glance.ts";

const HORIZON_S = 300;
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A circle, a narrow strip, or an L, with or without a buffer, about a place. */
const areas: fc.Arbitrary<Area> = fc
  .record({
    kind: fc.constantFrom("circle", "strip", "corner"),
    eastM: between(-6000, 6000),
    northM: between(-6000, 6000),
    sizeM: between(20, 800),
    bufferM: fc.constantFrom(0, 100),
  })
  .map(({ kind, eastM, northM, sizeM, bufferM }) => {
    const shapes = {
      circle: circleRing(0, 0, sizeM, 12),
      strip: [-3 * sizeM, -10, 3 * sizeM, -10, 3 * sizeM, 10, -3 * sizeM, 10],
      corner: [0, 0, sizeM, 0, sizeM, 20, 20, 20, 20, sizeM, 0, sizeM],
    };
    const ring = shapes[kind].map((x, i) => (i % 2 === 0 ? x + eastM : x + northM));
    return { ...circle("a", 0, 0, 1), rings: [ring], bufferM };
  });

/** A covariance with everything correlated. */
function covarianceOf(placeM: number, speedMps: number, mixed: number): number[] {
  const factor = [
    [placeM, 0, 0, 0, 0, 0],
    [mixed * placeM, placeM, 0, 0, 0, 0],
    [0, 0, placeM, 0, 0, 0],
    [mixed * speedMps, -mixed * speedMps, 0, speedMps, 0, 0],
    [mixed * speedMps, 0, 0, mixed * speedMps, speedMps, 0],
    [0, 0, 0, 0, 0, speedMps],
  ];
  return factor.flatMap((a) =>
    factor.map((b) => a.reduce((sum, value, k) => sum + value * b[k], 0)),
  );
}

test("a course's glance bounds its assessment", () => {
  let close = 0;
  const courses = fc.record({
    placeM: between(0.5, 60),
    speedSigmaMps: between(0.05, 8),
    mixed: between(-0.9, 0.9),
    speedMps: between(0, 80),
    asideRad: between(-0.3, 0.3),
    awayM: between(100, 12_000),
    bearingRad: between(0, 6.28),
  });
  fc.assert(
    fc.property(areas, courses, (area, given) => {
      const prepared = preparedArea(area);
      const { bearingRad, awayM, asideRad, speedMps } = given;
      // More or less towards the area.
      const eastM = prepared.centreEastM - awayM * Math.sin(bearingRad);
      const northM = prepared.centreNorthM - awayM * Math.cos(bearingRad);
      const headingRad = bearingRad + asideRad;
      const ve = speedMps * Math.sin(headingRad);
      const vn = speedMps * Math.cos(headingRad);
      const course: CourseComponent = {
        kind: "course",
        model: "powered",
        weight: 1,
        mean: [eastM, northM, 300, ve, vn, 0],
        covariance: covarianceOf(given.placeM, given.speedSigmaMps, given.mixed),
      };
      const projection = { trackId: trackId("t"), fromUs: 0, components: [course] };
      const found = assessArea(projection, area, { nowUs: 0, horizonS: HORIZON_S });
      const glance = noGlance();
      const look = { horizonS: HORIZON_S, manoeuvreDensityM2Ps3: 0.2 };
      glanceAtCourse(course.mean, course.covariance, prepared, look, glance);
      expect(found.probability).toBeLessThanOrEqual(glance.reachMost);
      expect(found.missDistanceM).toBeGreaterThanOrEqual(glance.missLeastM);
      if (glance.reachMost < 0.3 && found.probability > 0.1 * glance.reachMost) close++;
    }),
    { seed: 5, numRuns: 20_000 },
  );
  // Where it matters the bound is no wild one.
  expect(close).toBeGreaterThan(100);
});

test("an impact's glance bounds its assessment", () => {
  const impacts = fc.record({
    eastM: between(-8000, 8000),
    northM: between(-8000, 8000),
    majorM: between(1, 2000),
    ratio: between(0.01, 1),
    angleRad: between(0, 3.15),
  });
  fc.assert(
    fc.property(areas, impacts, (area, { eastM, northM, majorM, ratio, angleRad }) => {
      const [c, s] = [Math.cos(angleRad), Math.sin(angleRad)];
      const [major, minor] = [majorM * majorM, majorM * majorM * ratio * ratio];
      const impact: ImpactComponent = {
        kind: "impact",
        model: "ballistic",
        weight: 1,
        eastM,
        northM,
        covarianceEeM2: c * c * major + s * s * minor,
        covarianceEnM2: c * s * (major - minor),
        covarianceNnM2: s * s * major + c * c * minor,
        impactUs: 20_000_000,
        impactSigmaS: 1,
        speedMps: 200,
      };
      const projection = { trackId: trackId("t"), fromUs: 0, components: [impact] };
      const found = assessArea(projection, area, { nowUs: 0, horizonS: HORIZON_S });
      const glance = noGlance();
      glanceAtImpact(impact, preparedArea(area), glance);
      expect(found.probability).toBeLessThanOrEqual(glance.hitMost);
      expect(found.missDistanceM).toBeGreaterThanOrEqual(glance.missLeastM);
    }),
    { seed: 6, numRuns: 5000 },
  );
});
