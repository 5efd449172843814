// Draws coverage.svg from the model itself: node docs/assets/draw-coverage.mjs > docs/assets/coverage.svg
import {
  HeightGrid,
  MEAN_CROSS_SECTION_M2,
  SightMask,
  swerlingOneProbability,
  swerlingOneSignalToNoise,
} from "@tocsin/core";

const WIDTH = 960;
const HEIGHT = 470;
const PANEL = { left: 60, width: 840 };
const SECTION = { top: 40, height: 170, lengthM: 20_000, heightM: 700 };
const CURVES = { top: 270, height: 150, rangeM: 30_000 };
const STYLE = `
  .ground { fill: #cdbfa6; stroke: #7a6a4d; stroke-width: 1.5 }
  .shadow { fill: #2f5d8a; fill-opacity: .16 }
  .ray { stroke: #2f5d8a; stroke-width: 1.2; stroke-dasharray: 5 4; fill: none }
  .axis { stroke: #5b6b7b; stroke-width: 1; fill: none }
  .curve { stroke: #2f5d8a; stroke-width: 2; fill: none }
  .mast { fill: #b5402c }
  .name { font: 600 15px system-ui, sans-serif; fill: #16324f }
  .text { font: 12px system-ui, sans-serif; fill: #3c4a58 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #4d4433; stroke: #b8a680 }
    .shadow { fill: #7fb0e0; fill-opacity: .2 }
    .ray, .curve { stroke: #7fb0e0 }
    .axis { stroke: #9aa9b8 }
    .mast { fill: #f08a72 }
    .name { fill: #dcebfa }
    .text { fill: #b4c2d0 }
  }`;

const fixed = (value) => value.toFixed(1);
const text = (x, y, words, kind = "text", anchor = "start") =>
  `<text class="${kind}" x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${words}</text>`;
const path = (points, kind, close = "") =>
  `<path class="${kind}" d="M${points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join(" L")}${close}"/>`;

/** A hill and a mountain to the east of a radar. */
const groundM = (east) =>
  60 +
  170 * Math.exp(-(((east - 5_500) / 1_100) ** 2)) +
  500 * Math.exp(-(((east - 13_500) / 1_800) ** 2));
const SPACING_M = 100;
const COLUMNS = 221;
const grid = new HeightGrid(
  { westM: -1_000, southM: -SPACING_M, spacingM: SPACING_M, columns: COLUMNS, rows: 3 },
  Float32Array.from({ length: 3 * COLUMNS }, (_, at) =>
    groundM(-1_000 + SPACING_M * (at % COLUMNS)),
  ),
);
const eyeM = grid.heightAt(0, 0) + 25;
const mask = new SightMask(grid, { eastM: 0, northM: 0, heightM: eyeM, reachM: 20_000 });
/** The clearance grows by 1/d for each metre of height: where it is nothing begins what is seen. */
const lowestSeenM = (east) => -mask.clearanceSlope(east, 0, 0) * east;

const sectionX = (east) => PANEL.left + (PANEL.width * east) / SECTION.lengthM;
const sectionY = (height) => SECTION.top + SECTION.height * (1 - height / SECTION.heightM);
const stations = Array.from({ length: 201 }, (_, i) => (SECTION.lengthM * i) / 200);
const ground = stations.map((east) => [sectionX(east), sectionY(grid.heightAt(east, 0))]);
const shadow = stations
  .filter((east) => east >= 200)
  .map((east) => [
    sectionX(east),
    sectionY(Math.min(Math.max(lowestSeenM(east), grid.heightAt(east, 0)), SECTION.heightM)),
  ]);
const base = sectionY(0);
/** The lines that touch the two crests, each as far as it bounds the shadow. */
const crests = [12_400, 17_100].map((end) =>
  path(
    [
      [sectionX(0), sectionY(eyeM)],
      [sectionX(end), sectionY(Math.min(lowestSeenM(end), SECTION.heightM))],
    ],
    "ray",
  ),
);

const REFERENCE = { rangeM: 12_000, m2: 0.1, probability: 0.9, falseAlarm: 1e-6 };
const probability = (rangeM, m2) =>
  swerlingOneProbability(
    swerlingOneSignalToNoise(REFERENCE.probability, REFERENCE.falseAlarm) *
      (m2 / REFERENCE.m2) *
      (REFERENCE.rangeM / rangeM) ** 4,
    REFERENCE.falseAlarm,
  );
const curveX = (rangeM) => PANEL.left + (PANEL.width * rangeM) / CURVES.rangeM;
const curveY = (p) => CURVES.top + CURVES.height * (1 - p);
const NAMES = {
  bird: "bird",
  multirotor: "rotors",
  "fixed-wing-drone": "wings",
  helicopter: "helicopter",
};
const curves = ["bird", "multirotor", "fixed-wing-drone", "helicopter"].flatMap((name) => {
  const m2 = MEAN_CROSS_SECTION_M2[name];
  const points = Array.from({ length: 150 }, (_, i) => {
    const rangeM = (CURVES.rangeM * (i + 1)) / 150;
    return [curveX(rangeM), curveY(probability(rangeM, m2))];
  });
  const labelM = Math.min(REFERENCE.rangeM * (m2 / REFERENCE.m2) ** 0.25 * 1.6, 27_000);
  const y = curveY(probability(labelM, m2));
  return [path(points, "curve"), text(curveX(labelM) + 14, y - 4, NAMES[name])];
});

const frame = (top, height) =>
  path(
    [
      [PANEL.left, top],
      [PANEL.left, top + height],
      [PANEL.left + PANEL.width, top + height],
    ],
    "axis",
  );
const parts = [
  text(PANEL.left, 22, "What the ground hides", "name"),
  path([...shadow, [sectionX(SECTION.lengthM), base], [sectionX(200), base]], "shadow", " Z"),
  path([...ground, [sectionX(SECTION.lengthM), base], [sectionX(0), base]], "ground", " Z"),
  ...crests,
  `<rect class="mast" x="${fixed(sectionX(0) - 2)}" y="${fixed(sectionY(eyeM))}" width="4" height="${fixed(sectionY(grid.heightAt(0, 0)) - sectionY(eyeM))}"/>`,
  text(sectionX(9_000), sectionY(150), "in the shadow: TERRAIN", "text", "middle"),
  text(sectionX(9_000), sectionY(520), "seen", "text", "middle"),
  frame(SECTION.top, SECTION.height),
  text(PANEL.left - 8, sectionY(600) + 4, "600 m", "text", "end"),
  ...[5, 10, 15, 20].map((km) =>
    text(sectionX(1_000 * km), base + 16, `${km} km`, "text", "middle"),
  ),
  text(
    PANEL.left,
    CURVES.top - 14,
    "How surely one look detects a bird, a drone with rotors or wings, a helicopter",
    "name",
  ),
  frame(CURVES.top, CURVES.height),
  ...curves,
  text(PANEL.left - 8, curveY(1) + 10, "1", "text", "end"),
  text(PANEL.left - 8, curveY(0.5) + 4, "½", "text", "end"),
  ...[5, 10, 15, 20, 25, 30].map((km) =>
    text(curveX(1_000 * km), CURVES.top + CURVES.height + 16, `${km} km`, "text", "middle"),
  ),
];
const says =
  "Above, a section through a hill and a mountain before a radar, with the space that they hide. Below, the probability of detection of one look against range, for a bird, two drones and a helicopter.";
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${says}">
<title>${says}</title>
<style>${STYLE}
</style>
${parts.join("\n")}
</svg>
`);
