import type { ReaderConfig } from "./record-reader.ts";

export const NOW_US = Date.UTC(2026, 4, 1, 8) * 1_000;
export const TIME = "2026-05-01T08:00:00.123456Z";
export const SENSORS: NonNullable<ReaderConfig["sensors"]> = [
  { sensor: "radar-1", range_sigma_m: 10, azimuth_sigma_deg: 0.2, geoid_height_m: 30 },
  { sensor: "ear", key: "mic 7", geoid_height_m: 0 },
];
export const CONFIG: ReaderConfig = { clock: "sensor", sensors: SENSORS };

export const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
export const POLAR = {
  type: "polar",
  sensor: "radar-1",
  time: TIME,
  range_m: 1_234.5,
  azimuth_deg: 45,
  range_rate_mps: -42,
  range_rate_sigma_mps: 1,
  height_amsl_m: 100,
  height_sigma_m: 15,
  rcs_dbsm: -12,
  track: "17",
};
export const BEARING = { type: "bearing", sensor: "mic 7", azimuth_deg: 350, azimuth_sigma_deg: 5 };
export const POSITION = {
  type: "position",
  sensor: "mic 7",
  time_unix_s: NOW_US / 1e6 - 1.25,
  latitude_deg: 33.3,
  longitude_deg: 44.4,
  height_m: 120,
  speed_mps: 20,
  course_deg: 90,
  horizontal_sigma_m: 8,
  height_sigma_m: 10,
  velocity_sigma_mps: 1,
  aircraft_address: "4ca2d1",
};
export const SWEEP = {
  type: "sweep",
  sensor: "radar-1",
  from: "2026-05-01T07:59:58Z",
  to: "2026-05-01T08:00:00Z",
  azimuth_from_deg: -90,
  azimuth_width_deg: 180,
  detections: [{ type: "polar", range_m: 900, azimuth_deg: 1, extra: { snr: 3 } }],
};
export const HEALTH = { type: "health", sensor: "mic 7", status: "degraded", reason: "wind" };
export const GOLDEN = [POLAR, BEARING, POSITION, SWEEP, HEALTH];
