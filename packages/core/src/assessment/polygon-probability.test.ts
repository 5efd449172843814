import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Covariance2, type Point2, polygonProbability } from "./polygon-probability.ts";
import { byStrips, normalCdf } from "./polygon-strips.test-support.ts";

const TOLERANCE = 1e-11;
const FAR_M = 1e5;

const rectangle = (west: number, south: number, east: number, north: number) => [
  west,
  south,
  east,
  south,
  east,
  north,
  west,
  north,
];

const covarianceOf = (major: number, minor: number, angle: number): Covariance2 => {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const a = major * major;
  const b = minor * minor;
  return [a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c];
};

const mapped = (ring: readonly number[], map: (e: number, n: number) => Point2) => {
  const out: number[] = [];
  for (let i = 0; i < ring.length; i += 2) out.push(...map(ring[i], ring[i + 1]));
  return out;
};

describe("closed forms", () => {
  test("an axis-aligned rectangle is a product of normal intervals", () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.double({ min: -400, max: 400, noNaN: true }),
          fc.double({ min: -400, max: 400, noNaN: true }),
          fc.double({ min: 1, max: 500, noNaN: true }),
          fc.double({ min: 1, max: 500, noNaN: true }),
          fc.double({ min: 0.5, max: 1000, noNaN: true }),
          fc.double({ min: 0.5, max: 1000, noNaN: true }),
        ),
        ([e, n, width, height, sigmaE, sigmaN]) => {
          const inside = (low: number, size: number, sigma: number) =>
            normalCdf((low + size) / sigma) - normalCdf(low / sigma);
          const truth = inside(e, width, sigmaE) * inside(n, height, sigmaN);
          const got = polygonProbability(
            [0, 0],
            [sigmaE * sigmaE, 0, sigmaN * sigmaN],
            [rectangle(e, n, e + width, n + height)],
          );
          expect(Math.abs(got - truth)).toBeLessThan(TOLERANCE);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  test("a half-plane is Φ of the distance over the sigma across it", () => {
    for (const distance of [-300, -50, -1, 0, 1e-9, 7, 120, 400]) {
      const truth = normalCdf(-distance / 60);
      const got = polygonProbability(
        [0, 0],
        [3600, 0, 900],
        [rectangle(distance, -FAR_M, FAR_M, FAR_M)],
      );
      expect(got).toBeCloseTo(truth, 11);
    }
  });

  test("a wedge at the mean holds its whitened angle", () => {
    // Ellipse 30:1; the wedge's sides lie at 0 and 40 degrees of whitened space.
    const angle = (40 * Math.PI) / 180;
    const ring = mapped(
      [0, 0, FAR_M, 0, FAR_M * Math.cos(angle), FAR_M * Math.sin(angle)],
      (e, n) => [e * 30, n],
    );
    expect(polygonProbability([0, 0], [900, 0, 1], [ring])).toBeCloseTo(40 / 360, 11);
  });

  test("a mean on an edge has half, on a vertex its angle's share", () => {
    const square = [rectangle(0, 0, 1000, 1000)];
    expect(polygonProbability([500, 0], [100, 0, 100], square)).toBeCloseTo(0.5, 12);
    expect(polygonProbability([0, 0], [100, 0, 100], square)).toBeCloseTo(0.25, 12);
    expect(polygonProbability([1000, 500], [100, 0, 100], square)).toBeCloseTo(0.5, 12);
  });
});

describe("extremes", () => {
  const square = [rectangle(-10, -10, 10, 10)];

  test("a tiny ellipse is a point", () => {
    expect(polygonProbability([0, 0], [1e-20, 0, 1e-20], square)).toBe(1);
    expect(polygonProbability([11, 0], [1e-20, 0, 1e-20], square)).toBeCloseTo(0, 12);
    expect(polygonProbability([10, 0], [0, 0, 0], square)).toBeCloseTo(0.5, 9);
    expect(polygonProbability([10, 10], [0, 0, 0], square)).toBeCloseTo(0.25, 9);
  });

  test("a huge ellipse has density times area", () => {
    const sigma = 1e7;
    const truth = 400 / (2 * Math.PI * sigma * sigma);
    const got = polygonProbability([0, 0], [sigma * sigma, 0, sigma * sigma], square);
    expect(Math.abs(got - truth)).toBeLessThan(1e-15);
  });

  test("a singular covariance is a line of mass", () => {
    // All mass on the line north = east; inside for |t| < 10·√2 along it.
    const got = polygonProbability([0, 0], [100, 100, 100], square);
    expect(got).toBeCloseTo(normalCdf(1) - normalCdf(-1), 6);
    // A little negative by rounding must do no harm.
    expect(polygonProbability([0, 0], [100, 100.0000001, 100], square)).toBeCloseTo(got, 6);
  });

  test("far away is nothing, and nothing is negative", () => {
    expect(polygonProbability([1e6, -1e6], [25, 3, 9], square)).toBeLessThan(1e-12);
    expect(polygonProbability([1e6, -1e6], [25, 3, 9], square)).toBeGreaterThanOrEqual(0);
  });

  test("what is not a polygon holds nothing; what is not a number is a defect", () => {
    expect(polygonProbability([0, 0], [1, 0, 1], [])).toBe(0);
    expect(polygonProbability([0, 0], [1, 0, 1], [[0, 0, 5, 5]])).toBe(0);
    expect(() => polygonProbability([Number.NaN, 0], [1, 0, 1], square)).toThrow("finite");
  });
});

const starRing = (count: number, radiusM: number, wobble: number, phase: number) => {
  const ring: number[] = [];
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count;
    const radius = radiusM * (1 + wobble * Math.sin(5 * angle + phase));
    ring.push(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  return ring;
};

const anyGaussian = fc.tuple(
  fc.double({ min: -300, max: 300, noNaN: true }),
  fc.double({ min: -300, max: 300, noNaN: true }),
  fc.double({ min: 1, max: 400, noNaN: true }),
  fc.double({ min: 0.01, max: 1, noNaN: true }),
  fc.double({ min: -3.2, max: 3.2, noNaN: true }),
);

describe("properties", () => {
  test("parts add up, holes subtract, orientation and start are nothing", () => {
    fc.assert(
      fc.property(anyGaussian, ([e, n, major, ratio, angle]) => {
        const covariance = covarianceOf(major, major * ratio, angle);
        const mass = (...rings: number[][]) => polygonProbability([e, n], covariance, rings);
        const outer = starRing(40, 200, 0.4, 1);
        const hole = starRing(17, 60, 0.2, 0);
        expect(Math.abs(mass(outer, hole) - Math.max(0, mass(outer) - mass(hole)))).toBeLessThan(
          TOLERANCE,
        );
        const left = rectangle(-250, -100, 30, 100);
        const right = rectangle(30, -100, 250, 100);
        const whole = rectangle(-250, -100, 250, 100);
        expect(Math.abs(mass(left) + mass(right) - mass(whole))).toBeLessThan(TOLERANCE);
        const turned: number[] = [];
        for (let i = outer.length - 2; i >= 0; i -= 2) turned.push(outer[i], outer[i + 1]);
        expect(Math.abs(mass(turned) - mass(outer))).toBeLessThan(TOLERANCE);
        expect(
          Math.abs(mass([...outer.slice(8), ...outer.slice(0, 8)]) - mass(outer)),
        ).toBeLessThan(TOLERANCE);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  test("turning, shearing and shifting plane and distribution together changes nothing", () => {
    fc.assert(
      fc.property(
        anyGaussian,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        ([e, n, major, ratio, angle], shear, scale) => {
          const [ee, en, nn] = covarianceOf(major, major * ratio, angle);
          // A = [[scale, shear], [0, 1]], shift (1000, -70).
          const map = (x: number, y: number): Point2 => [scale * x + shear * y + 1000, y - 70];
          const ring = starRing(24, 200, 0.4, 2);
          const got = polygonProbability(
            map(e, n),
            [
              scale * scale * ee + 2 * scale * shear * en + shear * shear * nn,
              scale * en + shear * nn,
              nn,
            ],
            [mapped(ring, map)],
          );
          const plain = polygonProbability([e, n], [ee, en, nn], [ring]);
          expect(Math.abs(got - plain)).toBeLessThan(1e-10);
        },
      ),
      { seed: 13, numRuns: 200 },
    );
  });

  test("a circle of 1,000 vertices has 1 − exp(−r²/2), less its slivers", () => {
    for (const radius of [0.3, 1, 2.5, 6]) {
      const got = polygonProbability(
        [5, 5],
        [16, 0, 16],
        [mapped(starRing(1000, 4 * radius, 0, 0), (x, y) => [x + 5, y + 5])],
      );
      // The sliver between circle and chord is π³r²·2/(3·n²), times the density at its place.
      const sliver =
        ((2 * Math.PI * Math.PI * Math.PI * radius * radius) / (3 * 1e6)) *
        (Math.exp(-0.5 * radius * radius) / (2 * Math.PI));
      expect(got).toBeCloseTo(1 - Math.exp(-0.5 * radius * radius) - sliver, 9);
    }
  });
});

test("thin strips of the plane add up to the same, ellipses up to 100:1, with a hole", () => {
  const rings = [starRing(7, 260, 0.3, 1), starRing(5, 90, 0.2, 2)];
  let greatest = 0;
  for (let k = 0; k < 12; k++) {
    const mean: Point2 = [220 * Math.cos(k), 180 * Math.sin(2 * k)];
    const covariance = covarianceOf(
      100 + 60 * k,
      (100 + 60 * k) / (k % 3 === 0 ? 100 : 7),
      0.5 * k,
    );
    const got = polygonProbability(mean, covariance, rings);
    greatest = Math.max(greatest, Math.abs(got - byStrips(mean, covariance, rings)));
  }
  expect(greatest).toBeLessThan(1e-10);
});
