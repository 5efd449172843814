import { expect, test } from "vitest";
import { AGILE } from "../filter/bank-layout.ts";
import { sizesOfClasses } from "./echo-sizes.ts";
import { noteMissedSize } from "./note-sizes.ts";
import { chancesBySize, chanceToDetect, type SensorContext } from "./sensor-context.ts";
import { CLASS_SHARES, ROW, SIZE_LOGS, SIZES } from "./track-columns.ts";
import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";
import { geometryOf, radar } from "./tracker-world.test-support.ts";

const spec = radar({
  radar: {
    referenceRangeM: 8_500,
    referenceCrossSectionM2: 1,
    referenceDetectionProbability: 0.9,
    falseAlarmProbability: 1e-6,
    beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
    rangeRateMinMps: 0,
    groundClutter: null,
    crossSectionsM2: {},
  },
});
const SENSOR: SensorContext = {
  index: 0,
  geometry: geometryOf(spec),
  sizesOfClasses: sizesOfClasses(spec.radar),
};

test.each<ObjectClass>(["aircraft", "multirotor"])(
  "a first miss of %s says of each size what a look says that went there half of the time",
  (name) => {
    const inside = 0.5;
    const a = new Float64Array(ROW);
    a.set([6_000, 0, 300], AGILE);
    a[CLASS_SHARES + OBJECT_CLASSES.indexOf(name)] = 1;
    const chances = new Float64Array(SIZES);
    chancesBySize(a, 0, 0, SENSOR, undefined, chances);
    expect(chances[0]).toBeLessThan(0.1);
    expect(chances[SIZES - 1]).toBeGreaterThan(0.8);
    const missed = inside * chanceToDetect(a, 0, 0, SENSOR, undefined, 0);
    noteMissedSize(a, 0, { sensor: SENSOR, health: undefined, middleUs: 0 }, missed);
    chances.forEach((chance, k) => {
      expect(a[SIZE_LOGS + k]).toBeCloseTo(Math.log(1 - inside * chance), 9);
    });
  },
);
