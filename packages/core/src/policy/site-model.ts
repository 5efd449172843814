import type { SensorSpec } from "../coverage/sensor.ts";
import type { Geodetic } from "../geodesy/geodetic.ts";
import type { DefenceId, SiteId } from "../units/ids.ts";
import type { TerrainModel } from "../terrain/terrain-model.ts";
import type { TimeUs } from "../units/time.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { TrackerConfig } from "../tracking/tracker.ts";
import type { Area } from "./area.ts";
import type { Policy } from "./policy.ts";

/** Real inputs and live warnings; real inputs and nothing sent; a recording; an exercise; made-up inputs. */
export const MODES = ["live", "shadow", "replay", "drill", "simulation"] as const;
export type Mode = (typeof MODES)[number];

/** A site as the engine needs it: the configuration, compiled. JSON-safe. */
export interface SiteModel {
  readonly id: SiteId;
  readonly name: string;
  readonly mode: Mode;
  /** Origin of the site frame. */
  readonly origin: Geodetic;
  readonly groundHeightM: number;
  /** IANA name of the time that people there go by; absent: UTC. Nothing is decided by it. */
  readonly timeZone?: string;
  /** The ground around it; absent where the site file names none, and everything is as flat as `groundHeightM`. */
  readonly terrain?: TerrainModel;
  readonly sensors: readonly SensorSpec[];
  readonly areas: readonly Area[];
  readonly defences: readonly DefenceSpec[];
  readonly masks: readonly FlightMask[];
  readonly policy: Policy;
  readonly tracker: Omit<TrackerConfig, "origin" | "sensors" | "terrain">;
  readonly automation: boolean;
}

/** A defence of the site, as read-only input: what it protects and reaches. Nothing is ever sent to it. */
export interface DefenceSpec {
  readonly id: DefenceId;
  readonly name: string;
  readonly owner: string;
  readonly position: Geodetic;
  readonly reachM: number;
  readonly protectsAreas: readonly string[];
  /** A defence that exists only in a simulation or a replay; its answers are marked notional. */
  readonly notional: boolean;
  /** By what it is modelled to act, besides reach and protected areas; answers by it are notional. Absent: by those alone. */
  readonly rule?: DefenceRule;
}

/** The stated rule of a modelled defence. It is held against a record afterwards, and nothing is ever decided or sent by it. */
export interface DefenceRule {
  /** Heights above the site's ground within which it acts. */
  readonly heightMinM: number;
  readonly heightMaxM: number;
  /** The arc within which it acts, clockwise from north. */
  readonly azimuthFromRad: number;
  readonly azimuthWidthRad: number;
  /** For so long an object must have been within all of it, one that was tracked. */
  readonly reactionS: number;
  /** What it acts against; absent: everything. */
  readonly classes?: readonly ObjectClass[];
}

export type DefenceState = "ready" | "down" | "inhibited" | "unknown";

/** A friendly flight that was announced: it hides its own flight only, one object at a time, and expires. */
export interface FlightMask {
  readonly id: string;
  readonly reason: string;
  readonly fromUs: TimeUs;
  readonly expiresUs: TimeUs;
  /** The announced track: way points in site ENU metres with times; the object must be within `radiusM` of it. */
  readonly waypoints: readonly {
    readonly timeUs: TimeUs;
    readonly eastM: number;
    readonly northM: number;
    readonly upM: number;
  }[];
  readonly radiusM: number;
}
