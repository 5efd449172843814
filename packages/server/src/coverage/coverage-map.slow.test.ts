import { inflateSync } from "node:zlib";
import {
  CoverageSurvey,
  detectionProbabilityOf,
  radioHorizon,
  type SurveyedObject,
  upAtHeight,
} from "@tocsin/core";
import { compileSite, parseSiteConfig } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { coverageMaps } from "./coverage-map.ts";
import type { CoverageJob } from "./coverage-messages.ts";
import { mapLayout } from "./map-layout.ts";
import { pixelsOf, summaryOf } from "./map-summary.ts";
import { probePlace } from "./probe-place.ts";
import { greyscalePng } from "./write-png.ts";

const RIDGE = Array.from({ length: 9 }, (_, row) =>
  Array.from({ length: 9 }, () => (row === 2 ? 140 : 40)),
);

function siteOf(terrain: object | undefined, sensors: readonly object[]) {
  const result = parseSiteConfig({
    site: { id: "s", name: "S", latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 40 },
    areas: [
      {
        id: "a",
        name: "A",
        owner: "O",
        protection: "protected",
        circle: { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 300 },
      },
    ],
    sensors: sensors.map((each, i) => ({
      id: `r${i}`,
      name: `R${i}`,
      kind: "radar",
      latitude_deg: 33.3,
      longitude_deg: 44.4,
      height_m: 60,
      period_s: 1,
      coverage: { range_max_m: 40_000, elevation_min_deg: -10, elevation_max_deg: 90 },
      ...each,
    })),
    ...(terrain === undefined ? {} : { terrain }),
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return compileSite(result.config);
}

const at = (heightM: number): SurveyedObject => ({
  heightM,
  objectClass: "multirotor",
  velocityMps: null,
});
const never = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

async function mapOf(
  job: Omit<CoverageJob, "down"> & { readonly down?: readonly string[] },
  workers = 2,
) {
  let last = 0;
  const maps = await coverageMaps({
    job: { down: [], ...job },
    signal: never,
    workers,
    progress: (done) => (last = done),
  });
  return { maps: maps!, last };
}

describe("coverage maps from threads", () => {
  const ridge = { grid: { west_m: -8_000, south_m: -8_000, spacing_m: 2_000, heights_m: RIDGE } };
  const site = siteOf(ridge, [{}, { latitude_deg: 33.35, detection_probability: 0.6 }]);
  const layout = mapLayout(site, 400, 8_000);

  test("hold in every cell what a probe of its middle answers", async () => {
    const { maps, last } = await mapOf({ site, layout, objects: [at(20), at(150)] });
    expect(last).toBe(2 * 40 * 40);
    const survey = new CoverageSurvey(site);
    for (const { object, values } of maps) {
      const [first, second] = survey.geometries;
      for (let i = 0; i < values.length; i += 7) {
        const e = layout.westM + 400 * (i % 40);
        const n = layout.southM + 400 * Math.floor(i / 40);
        const u = upAtHeight(survey.frame, e, n, survey.groundAt(e, n) + object.heightM);
        const [target] = survey.targetsOf(object);
        const missed = [first, second].map(
          (geometry) => 1 - detectionProbabilityOf(geometry, undefined, e, n, u, target),
        );
        expect(values[i]).toBe(Math.round(255 * (1 - missed[0] * missed[1])));
      }
    }
    expect(maps[0].values).not.toEqual(maps[1].values);
  });

  test("are the same from one thread as from three", async () => {
    const one = await mapOf({ site, layout, objects: [at(30)] }, 1);
    const three = await mapOf({ site, layout, objects: [at(30)] }, 3);
    expect(one.maps[0].values).toEqual(three.maps[0].values);
  });

  test("shrink when a sensor is down, and are nothing when all are", async () => {
    const whole = summaryOf(site, (await mapOf({ site, layout, objects: [at(30)] })).maps).maps[0];
    const half = await mapOf({ site, layout, objects: [at(30)], down: ["r0"] });
    expect(summaryOf(site, half.maps).maps[0].likelyShare).toBeLessThan(whole.likelyShare);
    const none = await mapOf({ site, layout, objects: [at(30)], down: ["r0", "r1"] });
    expect(summaryOf(site, none.maps).maps[0].blindShare).toBe(1);
  });

  test("stop when they are told to", async () => {
    const stopped = { ...never, aborted: true };
    const maps = await coverageMaps({
      job: { site, layout, objects: [at(30)], down: [] },
      signal: stopped,
      progress: () => undefined,
    });
    expect(maps).toBeNull();
  });
});

describe("over level ground a map meets closed forms", () => {
  test("the disc of the radio horizon", async () => {
    const site = siteOf(undefined, [{ coverage: { range_max_m: 200_000, elevation_max_deg: 90 } }]);
    const layout = mapLayout(site, 500, 45_000);
    const { maps } = await mapOf({ site, layout, objects: [at(20)] });
    const horizonM = radioHorizon(20, 20);
    const seen = maps[0].values.filter((value) => value > 0).length * 500 * 500;
    expect(seen / (Math.PI * horizonM * horizonM)).toBeCloseTo(1, 2);
  });

  test("the range at which the radar equation gives one half", async () => {
    const radar = {
      reference_range_m: 12_000,
      reference_rcs_dbsm: 0,
      rcs_dbsm: { multirotor: -10 },
    };
    const site = siteOf(undefined, [
      { radar, coverage: { range_max_m: 60_000, elevation_max_deg: 90, elevation_min_deg: -20 } },
    ]);
    const layout = mapLayout(site, 100, 20_000);
    const { maps } = await mapOf({ site, layout, objects: [at(300)] });
    // S(R) = S₀·(σ/σ₀)·(R₀/R)⁴, S at P_fa = 1e-6: 130.1 for 0.9 and 18.93 for one half.
    const rangeM = 12_000 * (0.1 * (130.126 / 18.932)) ** 0.25;
    const seen = maps[0].values.filter((value) => value >= 127.5).length * 100 * 100;
    expect(Math.sqrt(seen / Math.PI)).toBeGreaterThan(rangeM - 80);
    expect(Math.sqrt(seen / Math.PI)).toBeLessThan(rangeM + 20);
  });
});

describe("a probe", () => {
  test("says of each sensor how well it sees a place, and why not better", () => {
    const ridge = { grid: { west_m: -8_000, south_m: -8_000, spacing_m: 2_000, heights_m: RIDGE } };
    const site = siteOf(ridge, [{}]);
    const place = {
      latitudeRad: site.origin.latitudeRad + 7_000 / 6_371_000,
      longitudeRad: site.origin.longitudeRad,
    };
    const probe = probePlace(site, place, at(50), []);
    expect(probe.probability).toBe(0);
    expect(probe.groundHeightM).toBeCloseTo(40, 0);
    const failed = probe.sensors[0].links.filter((link) => !link.ok);
    expect(failed.map((link) => link.reason)).toEqual(["TERRAIN"]);
    expect(probePlace(site, place, at(400), []).probability).toBe(0.9);
    const down = probePlace(site, place, at(400), ["r0"]);
    expect(down.sensors[0].links.find((link) => !link.ok)?.reason).toBe("SENSOR_DOWN");
  });
});

describe("the picture of a map", () => {
  test("is a PNG with north up whose pixels are the cells", () => {
    const layout = { westM: 0, southM: 0, spacingM: 1, columns: 3, rows: 2 };
    const map = { object: at(1), layout, values: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const png = greyscalePng(3, 2, pixelsOf(map));
    expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join("")).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(3);
    const start = png.indexOf("IDAT") + 4;
    const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    expect([...lines]).toEqual([0, 4, 5, 6, 0, 1, 2, 3]);
  });
});
