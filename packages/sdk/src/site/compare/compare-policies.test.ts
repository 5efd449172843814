import { describe, expect, test } from "vitest";
import { siteConfigJsonSchema } from "../json-schema.ts";
import { parseSiteConfig } from "../parse-site-config.ts";
import type { SiteConfig } from "../site-config.ts";
import { AREA_RULES, OUTLINE_KEYS } from "./area-rules.ts";
import { comparePolicies } from "./compare-policies.ts";
import { MASK_RULES } from "./mask-rules.ts";
import { CORROBORATION_RULES, POLICY_RULES, TRACKER_RULES } from "./policy-rules.ts";
import type { ChangeDirection } from "./protection-change.ts";
import { SENSOR_RULES } from "./sensor-rules.ts";
import { LIST_RULES, SITE_RULES, TOP_RULES } from "./site-rules.ts";

type Data = Readonly<Record<string, unknown>>;

const SENSOR: Data = {
  id: "north",
  name: "North radar",
  kind: "radar",
  latitude_deg: 33.34,
  longitude_deg: 44.41,
  height_m: 65,
  period_s: 4,
  stale_after_s: 20,
  coverage: { range_max_m: 60_000, azimuth_from_deg: -90, azimuth_width_deg: 180 },
};
const AREA: Data = {
  id: "hospital",
  name: "Hospital",
  owner: "Trust",
  protection: "protected",
  people: 300,
  circle: { latitude_deg: 33.32, longitude_deg: 44.42, radius_m: 500 },
  ground_height_m: 40,
};
const WAYPOINT = {
  time: "2026-05-01T08:00:00Z",
  latitude_deg: 33.3,
  longitude_deg: 44.4,
  height_m: 500,
};
const MASK: Data = {
  id: "survey",
  reason: "Survey of the dam",
  radius_m: 300,
  from: "2026-05-01T08:00:00Z",
  expires: "2026-05-01T09:00:00Z",
  waypoints: [WAYPOINT],
};
const CHANNEL: Data = { id: "siren", type: "log", modes: ["live"] };
const INPUT: Data = {
  id: "line",
  type: "asterix-udp",
  groups: [{ address: "239.1.2.3", port: 8600 }],
  sensors: [{ sac: 1, sic: 1, sensor: "north" }],
};
const FILE: Data = {
  mode: "live",
  sensors: [SENSOR],
  areas: [AREA],
  masks: [MASK],
  channels: [CHANNEL],
  site: { id: "s", name: "Site", latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 40 },
};

function parsed(file: Data): SiteConfig {
  const result = parseSiteConfig(file);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.config;
}

const BOX = [
  [33.31, 44.41],
  [33.33, 44.41],
  [33.33, 44.43],
  [33.31, 44.43],
];
const CORNERLESS = [...BOX.slice(0, 3), [33.32, 44.43]];
const HOLE = [
  [33.319, 44.419],
  [33.321, 44.419],
  [33.321, 44.421],
];

/** The same file with a key of its first entry, or of a section, set to something else. */
function withKey(path: string, value: unknown): Data {
  const [part = "", key] = path.split(".");
  if (key === undefined) return { ...FILE, [part]: value };
  const section = FILE[part];
  const [one] = Array.isArray(section) ? section : [section];
  // An outline is either a circle or a polygon.
  const outline = ["polygon", "holes"].includes(key) ? { circle: undefined, polygon: BOX } : {};
  const changed = { ...one, ...outline, [key]: value };
  return { ...FILE, [part]: Array.isArray(section) ? [changed] : changed };
}

const CIRCLE = { latitude_deg: 33.32, longitude_deg: 44.42, radius_m: 500 };
const HARM = { exposed_most: 50, person_minute_cost: 1e-6, trust_cost: 0.01 };
const RADAR = { reference_range_m: 20_000 };
const OTHER_DEFENCE = {
  id: "d",
  name: "Defence",
  owner: "Army",
  latitude_deg: 33.3,
  longitude_deg: 44.4,
  reach_m: 10,
};

/** A key, two values of it, and what going from the first to the second, and back, does. */
type Found = ChangeDirection | undefined;
const EXPECTED: readonly (readonly [string, unknown, unknown, Found, Found])[] = [
  ["mode", "live", "shadow", "lowered", "raised"],
  ["mode", "shadow", "drill", "lowered", "raised"],
  ["mode", "drill", "simulation", "changed", "changed"],
  ["automation", true, false, "lowered", "raised"],
  ["data_dir", "a", "b", "changed", "changed"],
  ["terrain", undefined, { files: ["N33E044.hgt"] }, "lowered", "lowered"],
  ["identity", { session_max_h: 8 }, { session_max_h: 12 }, "lowered", "lowered"],
  [
    "operators",
    { second_person: { stand_in: "none" } },
    { second_person: { stand_in: "countdown" } },
    "lowered",
    "lowered",
  ],
  ["self_test", { on: true }, { on: false }, "changed", "changed"],
  ["journal", { segment_max_mib: 64 }, { segment_max_mib: 32 }, "changed", "changed"],
  ["areas", [AREA], [AREA, { ...AREA, id: "b" }], "raised", "lowered"],
  ["masks", [], [MASK], "lowered", "raised"],
  ["sensors", [SENSOR], [SENSOR, { ...SENSOR, id: "b" }], "lowered", "lowered"],
  ["inputs", [INPUT], [], "lowered", "lowered"],
  ["channels", [CHANNEL], [], "lowered", "raised"],
  ["defences", [], [OTHER_DEFENCE], "changed", "changed"],

  ["site.id", "s", "t", "lowered", "lowered"],
  ["site.name", "Site", "Place", "lowered", "lowered"],
  ["site.latitude_deg", 33.3, 33.301, "changed", "changed"],
  ["site.longitude_deg", 44.4, 44.401, "changed", "changed"],
  ["site.ground_height_m", 40, 41, "lowered", "lowered"],
  ["site.languages", ["en", "ar"], ["ar"], "lowered", "lowered"],
  ["site.time_zone", "UTC", "Asia/Baghdad", "lowered", "lowered"],

  ["policy.existence_min", 0.5, 0.6, "lowered", "raised"],
  ["policy.pre_alert_probability", 0.05, 0.08, "lowered", "raised"],
  ["policy.take_cover_probability", 0.1, 0.2, "lowered", "raised"],
  ["policy.pre_alert_reach_probability", 0.3, 0.4, "lowered", "raised"],
  ["policy.take_cover_reach_probability", 0.5, 0.6, "lowered", "raised"],
  ["policy.sustained_s", 3, 5, "lowered", "raised"],
  ["policy.sustained_below_mps", 60, 80, "lowered", "raised"],
  ["policy.heightened_ratio", 0.5, 0.9, "lowered", "raised"],
  ["policy.release_ratio", 0.5, 0.9, "lowered", "raised"],
  ["policy.pre_alert_horizon_s", 300, 200, "lowered", "raised"],
  ["policy.take_cover_horizon_s", 90, 60, "lowered", "raised"],
  ["policy.overflight_height_m", 1500, 1000, "lowered", "raised"],
  ["policy.all_clear_delay_s", 60, 30, "lowered", "raised"],
  ["policy.expiry_margin_s", 120, 60, "lowered", "raised"],
  ["policy.harmless_class_probability", 0.8, 0.7, "lowered", "raised"],
  ["policy.harmless_cover_probability", 0.6, 0.5, "lowered", "raised"],
  ["policy.late_look_lag_s", 5, 2, "lowered", "raised"],
  ["policy.second_path", "show", "off", "lowered", "raised"],
  ["policy.second_path", "pre-alert", "show", "lowered", "raised"],

  ["policy.corroboration", { take_cover: 1 }, { take_cover: 2 }, "lowered", "raised"],
  ["policy.corroboration", { take_cover: 2 }, { pre_alert: 2, take_cover: 2 }, "lowered", "raised"],

  ["policy.expected_harm", undefined, HARM, "lowered", "lowered"],

  ["policy.expected_harm", HARM, { ...HARM, trust_cost: 0.02 }, "lowered", "lowered"],

  ["tracker.method", "main", "classical", "lowered", "raised"],
  ["tracker.confirm_detections", 3, 4, "lowered", "raised"],
  ["tracker.confirm_window", 5, 4, "lowered", "raised"],
  ["tracker.end_after_misses", 6, 5, "lowered", "raised"],
  ["tracker.end_after_s", 20, 10, "lowered", "raised"],
  ["tracker.tracks_max", 5000, 100, "lowered", "raised"],

  ["areas.id", "hospital", "clinic", "lowered", "lowered"],
  ["areas.name", "Hospital", "Clinic", "lowered", "lowered"],
  ["areas.owner", "Trust", "City", "changed", "changed"],
  ["areas.protection", "protected", "none", "lowered", "raised"],
  ["areas.protection", "subscribed", "none", "lowered", "raised"],
  ["areas.protection", "protected", "subscribed", "changed", "changed"],
  ["areas.people", 300, 200, "lowered", "raised"],
  ["areas.shelter_s", 15, 30, "lowered", "lowered"],
  ["areas.buffer_m", 100, 50, "lowered", "raised"],
  ["areas.cut", false, true, "lowered", "raised"],
  ["areas.min_part_m", 500, 300, "lowered", "raised"],
  ["areas.sweep", true, false, "lowered", "raised"],
  ["areas.ground_height_m", 40, 60, "lowered", "lowered"],
  ["areas.circle", CIRCLE, { ...CIRCLE, radius_m: 499 }, "lowered", "raised"],
  ["areas.circle", CIRCLE, { ...CIRCLE, latitude_deg: 33.321 }, "lowered", "lowered"],
  ["areas.policy", undefined, { take_cover_horizon_s: 60 }, "lowered", "raised"],
  ["areas.policy", undefined, { take_cover_horizon_s: 120 }, "raised", "lowered"],
  ["areas.policy", {}, { take_cover_horizon_s: 90 }, undefined, undefined],
  ["areas.policy", { sustained_s: 5 }, { sustained_s: 4 }, "raised", "lowered"],
  ["areas.policy", {}, { corroboration: { take_cover: 2 } }, "lowered", "raised"],
  ["areas.polygon", BOX, CORNERLESS, "lowered", "raised"],
  ["areas.polygon", BOX, [...BOX.slice(1), BOX[0]], "raised", "raised"],
  ["areas.holes", [], [HOLE], "lowered", "raised"],

  ["masks.id", "survey", "other", "lowered", "lowered"],
  ["masks.reason", "Survey", "Mapping", "changed", "changed"],
  ["masks.from", "2026-05-01T08:00:00Z", "2026-05-01T07:00:00Z", "lowered", "raised"],
  ["masks.expires", "2026-05-01T09:00:00Z", "2026-05-01T12:00:00+02:00", "lowered", "raised"],
  ["masks.waypoints", MASK["waypoints"], [{ ...WAYPOINT, height_m: 501 }], "lowered", "lowered"],
  ["masks.radius_m", 300, 400, "lowered", "raised"],

  ["sensors.id", "north", "south", "lowered", "lowered"],
  ["sensors.name", "North radar", "Old radar", "changed", "changed"],
  ["sensors.kind", "radar", "tracker", "lowered", "lowered"],
  ["sensors.latitude_deg", 33.34, 33.35, "lowered", "lowered"],
  ["sensors.longitude_deg", 44.41, 44.42, "lowered", "lowered"],
  ["sensors.height_m", 65, 60, "lowered", "lowered"],
  ["sensors.azimuth_offset_deg", 0, 1, "lowered", "lowered"],
  ["sensors.range_offset_m", 0, 10, "lowered", "lowered"],
  ["sensors.registration", undefined, { range_sigma_m: 5 }, "lowered", "lowered"],
  ["sensors.coverage", SENSOR["coverage"], { range_max_m: 50_000 }, "lowered", "lowered"],
  ["sensors.radar", undefined, RADAR, "lowered", "lowered"],
  ["sensors.detection_probability", 0.9, 0.95, "lowered", "lowered"],
  ["sensors.false_detections_per_sweep", 1, 2, "lowered", "lowered"],
  ["sensors.period_s", 4, 2, "lowered", "lowered"],
  ["sensors.stale_after_s", 20, 40, "lowered", "raised"],
  ["sensors.common_cause_group", null, "mast", "lowered", "lowered"],
  ["sensors.shares", undefined, { link: "fibre" }, "lowered", "lowered"],
  ["sensors.authenticated", false, true, "lowered", "lowered"],
];

describe("comparing site files", () => {
  test.each(EXPECTED)("%s: %j to %j", (path, one, other, there, back) => {
    const [a, b] = [one, other].map((value) => parsed(withKey(path, value)));
    const found = comparePolicies(a, b);
    const reverse = comparePolicies(b, a);
    const worst = (changes: typeof found): ChangeDirection | undefined =>
      (["lowered", "raised", "changed"] as const).find((direction) =>
        changes.some((change) => change.direction === direction),
      );
    expect([worst(found), worst(reverse)]).toEqual([there, back]);
    for (const { statement } of [...found, ...reverse]) expect(statement).toMatch(/^[`T].*\.$/);
  });

  test("every key of the schema is told what it does to protection", () => {
    const { properties = {} } = siteConfigJsonSchema();
    const compared = { ...TOP_RULES, ...LIST_RULES, site: 0, policy: 0, tracker: 0 };
    expect(keysOf(compared)).toEqual(keysOf(properties));
    const itemKeys = (list: string): readonly string[] =>
      keysOf(properties[list].items?.properties);
    expect(keysOf(SITE_RULES)).toEqual(keysOf(properties["site"].properties));
    expect([...keysOf(POLICY_RULES), "corroboration"].toSorted()).toEqual(
      keysOf(properties["policy"].properties),
    );
    expect(keysOf(CORROBORATION_RULES)).toEqual(
      keysOf(properties["policy"].properties?.["corroboration"].properties),
    );
    expect(keysOf(TRACKER_RULES)).toEqual(keysOf(properties["tracker"].properties));
    expect([...keysOf(AREA_RULES), ...OUTLINE_KEYS, "id", "policy"].toSorted()).toEqual(
      itemKeys("areas"),
    );
    expect([...keysOf(MASK_RULES), "id"].toSorted()).toEqual(itemKeys("masks"));
    expect([...keysOf(SENSOR_RULES), "id"].toSorted()).toEqual(itemKeys("sensors"));
  });

  test("every key of the schema is tried here", () => {
    const tried = new Set(EXPECTED.map(([path]) => path));
    const { properties = {} } = siteConfigJsonSchema();
    const paths = Object.entries(properties).flatMap(([part, schema]) => {
      if (["policy", "site", "tracker"].includes(part))
        return keysOf(schema.properties).map((key) => `${part}.${key}`);
      if (!["areas", "masks", "sensors"].includes(part)) return [part];
      return [part, ...keysOf(schema.items?.properties).map((key) => `${part}.${key}`)];
    });
    expect(paths.filter((path) => !tried.has(path))).toEqual([]);
  });
});

const keysOf = (object: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  Object.keys(object).toSorted();
