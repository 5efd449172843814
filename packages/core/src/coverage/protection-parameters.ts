import type { AreaId } from "../units/ids.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { DetectionRunRule } from "./detection-run.ts";
import type { ConfirmationRule } from "./first-confirmation.ts";
import type { ApproachKind } from "./protection.ts";
import type { SensorKind } from "./sensor.ts";

/** As much of an area as its protection depends on. */
export interface ProtectedPlace {
  readonly id: AreaId;
  /** Outer ring, then holes, flat, site-frame metres. */
  readonly rings: readonly (readonly number[])[];
  readonly groundHeightM: number;
  readonly shelterS: number;
}

/** One way of coming that is asked about. */
export interface ApproachModel {
  /** What it is called; of two ways that are asked about together, no two alike. */
  readonly kind: string;
  /** Of level flight, above the area's ground, or where terrain is known above the ground below; of an arc's apex. */
  readonly heightM: number;
  /** Over the ground, constant. */
  readonly speedMps: number;
  /**
   * `level` flies at `heightM` from `reachM` away. `arc` rises and falls along the parabola 4·h·(d/L)(1 − d/L) with L =
   * `reachM`, the fall of a shot that was fired from `reachM` away.
   */
  readonly path: "level" | "arc";
  readonly reachM: number;
  /** What flies: its mean cross-section is what radars with a model see of it. */
  readonly objectClass: ObjectClass;
  /** Kinds of sensor that see it whether it wants or not. */
  readonly sensorKinds: readonly SensorKind[];
}

/** How a survey asks. */
export interface SurveyParameters {
  /** What has to have happened: that it is seen, or confirmed as a track. */
  readonly rule: DetectionRunRule | ConfirmationRule;
  /** Directions asked about, evenly spread from north. */
  readonly bearings: number;
  readonly approaches: readonly ApproachModel[];
  /** Probabilities worked out at most where approaches are walked station by station; left out: {@link SURVEY_PROBES}. */
  readonly probesMax?: number;
}

/** What the protection status asks about. */
export interface ProtectionParameters extends SurveyParameters {
  readonly approaches: readonly (ApproachModel & { readonly kind: ApproachKind })[];
}

/** Half a second of work: what the protection status takes when a site's configuration changes. */
export const SURVEY_PROBES = 2_000_000;

/** Named limits of {@link SurveyParameters}. */
export const PROTECTION_WINDOW_MAX = 16;
export const PROTECTION_BEARINGS_MAX = 720;

/** Neither cooperative reports nor observers count: an attacker doesn't report itself, and people sleep. */
export const WATCHING_KINDS: readonly SensorKind[] = ["radar", "tracker", "acoustic", "radio"];

/**
 * Three of five looks with 90 %. Drones fly at 40 m/s (the common one-way types cruise at 40 to 55), low ones at 50 m, those
 * that hug the ground at 20 m;
 * the ballistic arc is that of an artillery rocket of 12 km range that climbs to 4 km.
 */
export const DEFAULT_PROTECTION_PARAMETERS: ProtectionParameters = {
  rule: { kind: "run", detectionsWanted: 3, window: 5, probabilityWanted: 0.9 },
  bearings: 72,
  approaches: [
    {
      kind: "low-drone",
      objectClass: "fixed-wing-drone",
      heightM: 50,
      speedMps: 40,
      path: "level",
      reachM: 60_000,
      sensorKinds: WATCHING_KINDS,
    },
    {
      kind: "drone",
      objectClass: "fixed-wing-drone",
      heightM: 300,
      speedMps: 40,
      path: "level",
      reachM: 60_000,
      sensorKinds: WATCHING_KINDS,
    },
    {
      kind: "ballistic",
      objectClass: "rocket",
      heightM: 4_000,
      speedMps: 300,
      path: "arc",
      reachM: 12_000,
      sensorKinds: ["radar", "tracker"],
    },
    {
      kind: "ground-hugging-drone",
      objectClass: "fixed-wing-drone",
      heightM: 20,
      speedMps: 40,
      path: "level",
      reachM: 60_000,
      sensorKinds: WATCHING_KINDS,
    },
  ],
};
