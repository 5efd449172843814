import { expect, test } from "vitest";
import { parseSiteText } from "./load-site-file.ts";
import { siteNotes } from "./site-notes.ts";

const SITE = `site: { id: s, name: S, latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 40 }
`;
const area = (protection: string): string =>
  `areas: [{ id: a, name: A, owner: O, protection: ${protection}, circle: { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 200 } }]\n`;
const RADAR = `sensors: [{ id: r, name: R, kind: radar, latitude_deg: 33.3, longitude_deg: 44.4, height_m: 50, period_s: 4, coverage: { range_max_m: 9000 } }]
`;

function notesOf(text: string): readonly string[] {
  const parsed = parseSiteText(text);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return siteNotes(parsed.config, Date.parse("2026-05-01T12:00:00Z") * 1_000);
}

test("a site that sees nothing and warns nobody is told so", () => {
  expect(notesOf(`${SITE}${area("none")}mode: live\nautomation: false\n`)).toEqual([
    "no channel carries warnings of mode live: they would be recorded and not sent",
    "there is no input: nothing would be seen",
    "no area is protected or subscribed: nobody would be warned",
    "automation is off: no warning is issued by itself",
  ]);
});

test("a sensor that no input feeds is named; a scenario feeds all", () => {
  const channel = "channels: [{ type: log, id: l, modes: [shadow] }]\n";
  const udp = (codes: string): string =>
    `inputs: [{ type: asterix-udp, id: i, groups: [{ address: 239.0.0.1, port: 1 }], sensors: [${codes}] }]\n`;
  const base = `${SITE}${area("protected")}${RADAR}${channel}`;
  const other = RADAR.replace("sensors: [", "")
    .replace("id: r, name: R", "id: q, name: Q")
    .replace("]\n", "");
  const two = base.replace("sensors: [", `sensors: [${other}, `);
  expect(notesOf(`${base}${udp("{ sac: 1, sic: 2, sensor: r }")}`)).toEqual([]);
  expect(notesOf(`${two}${udp("{ sac: 1, sic: 2, sensor: r }")}`)).toEqual([
    "no input feeds the sensor q",
  ]);
  expect(notesOf(`${two}inputs: [{ type: simulation, id: i, scenario: demo }]\n`)).toEqual([]);
});

test("areas that nobody could tell apart are named, and so is a mask that has ended", () => {
  const twice = area("protected").replace(
    "]\n",
    ", { id: b, name: ' a', owner: O, protection: none, circle: { latitude_deg: 33.31, longitude_deg: 44.4, radius_m: 200 } }]\n",
  );
  const mask = (id: string, expires: string): string =>
    `{ id: ${id}, reason: ours, from: "2026-05-01T08:00:00Z", expires: "${expires}", radius_m: 200, waypoints: [{ time: "2026-05-01T09:00:00Z", latitude_deg: 33.3, longitude_deg: 44.4, height_m: 100 }] }`;
  const masks = `masks: [${mask("over", "2026-05-01T12:00:00Z")}, ${mask("flying", "2026-05-01T12:00:01Z")}]\n`;
  const channels = "channels: [{ type: log, id: l, modes: [live] }]\nmode: live\n";
  expect(notesOf(`${SITE}${twice}${masks}${channels}`)).toEqual([
    "only the terminal carries real warnings: nobody away from it would be warned",
    "there is no input: nothing would be seen",
    "the areas a, b have the same name: nobody can tell them apart",
    "the mask over ended at 2026-05-01T12:00:00Z: that flight is warned of like any other",
  ]);
});
