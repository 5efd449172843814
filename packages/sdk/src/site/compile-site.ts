import {
  areaId,
  defenceId,
  type DefenceRule,
  type FlightMask,
  geodeticToEnu,
  type LocalFrame,
  MICROS_PER_SECOND,
  type Mode,
  type Policy,
  siteId,
  type SiteModel,
  type TerrainModel,
  radians,
} from "@tocsin/core";
import { areaRingsM, siteFrame, toGeodetic } from "./area-rings.ts";
import { compilePolicies } from "./compile-policy.ts";
import { compileSensor } from "./compile-sensor.ts";
import { inlineTerrain } from "./compile-terrain.ts";
import type { MaskConfig } from "./mask-schema.ts";
import { provenSensors } from "./proven-sensors.ts";
import type { SiteConfig } from "./site-config.ts";

export interface CompileOptions {
  /** Instead of the file's: a replay runs in `replay`, whatever the file says. */
  readonly mode?: Mode;
  /** The ground that was read from the files that the site file names; without it, the ground is as flat as the site. */
  readonly terrain?: TerrainModel | null;
}

const microseconds = (seconds: number): number => Math.round(seconds * MICROS_PER_SECOND);

/** The site as the engine needs it: SI units, radians, and outlines in metres of the site's frame. */
export function compileSite(config: SiteConfig, options: CompileOptions = {}): SiteModel {
  const { site, tracker } = config;
  const proven = provenSensors(config.inputs);
  const frame = siteFrame(site);
  const { policy, ofArea } = compilePolicies(config.policy, config.areas);
  const terrain = options.terrain ?? inlineTerrain(config.terrain);
  return {
    id: siteId(site.id),
    name: site.name,
    mode: options.mode ?? config.mode,
    origin: frame.origin,
    groundHeightM: site.ground_height_m,
    ...(site.time_zone === "UTC" ? {} : { timeZone: site.time_zone }),
    ...(terrain === null ? {} : { terrain }),
    sensors: config.sensors.map((sensor) => compileSensor(sensor, proven.has(sensor.id))),
    areas: config.areas.map((area) => ({
      id: areaId(area.id),
      name: area.name,
      owner: area.owner,
      protection: area.protection,
      rings: areaRingsM(area, frame),
      groundHeightM: area.ground_height_m,
      people: area.people,
      shelterS: area.shelter_s,
      bufferM: area.buffer_m,
      ...(area.cut ? { cut: { minPartM: area.min_part_m } } : {}),
      ...(area.sweep ? { sweep: true } : {}),
      ...withOwn(ofArea(area)),
    })),
    defences: config.defences.map((defence) => ({
      id: defenceId(defence.id),
      name: defence.name,
      owner: defence.owner,
      position: toGeodetic(defence.latitude_deg, defence.longitude_deg, defence.height_m),
      reachM: defence.reach_m,
      protectsAreas: defence.protects_areas,
      notional: defence.notional,
      ...(defence.rule === undefined ? {} : { rule: ruleOf(defence.rule) }),
    })),
    masks: config.masks.map((mask) => compileMask(mask, frame)),
    policy,
    tracker: {
      confirmDetections: tracker.confirm_detections,
      confirmWindow: tracker.confirm_window,
      endAfterMisses: tracker.end_after_misses,
      endAfterUs: microseconds(tracker.end_after_s),
      tracksMax: tracker.tracks_max,
      ...(tracker.method === "main" ? {} : { method: tracker.method }),
    },
    automation: config.automation,
  };
}

const withOwn = (policy: Policy | undefined): { readonly policy?: Policy } =>
  policy === undefined ? {} : { policy };

function compileMask(mask: MaskConfig, frame: LocalFrame): FlightMask {
  return {
    id: mask.id,
    reason: mask.reason,
    fromUs: Date.parse(mask.from) * 1000,
    expiresUs: Date.parse(mask.expires) * 1000,
    waypoints: mask.waypoints.map((point) => {
      const place = geodeticToEnu(
        frame,
        toGeodetic(point.latitude_deg, point.longitude_deg, point.height_m),
      );
      return {
        timeUs: Date.parse(point.time) * 1000,
        eastM: place[0] ?? 0,
        northM: place[1] ?? 0,
        upM: place[2] ?? 0,
      };
    }),
    radiusM: mask.radius_m,
  };
}

const ruleOf = (rule: NonNullable<SiteConfig["defences"][number]["rule"]>): DefenceRule => ({
  heightMinM: rule.height_min_m,
  heightMaxM: rule.height_max_m,
  azimuthFromRad: radians(rule.azimuth_from_deg),
  azimuthWidthRad: radians(rule.azimuth_width_deg),
  reactionS: rule.reaction_s,
  ...(rule.classes === undefined ? {} : { classes: rule.classes }),
});
