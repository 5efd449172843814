import type { AreaId, ObjectClass, TimeUs, TrackId } from "@tocsin/core";
import type { TruthEnd } from "../truth/truth-object.ts";

/** How the answers of an engine compare with what really flew. */
export interface Scorecard {
  readonly objects: readonly ObjectScore[];
  /** One for each object and each area that it hit, or would have hit. */
  readonly threats: readonly ThreatScore[];
  /** Alarms for which nothing was the reason. */
  readonly falseAlarms: readonly FalseAlarm[];
  readonly totals: ScoreTotals;
}

/** What became of one true object, and what the tracker made of it. */
export interface ObjectScore {
  readonly objectId: string;
  readonly class: ObjectClass;
  /** Nothing was there: a track of it is a false one. */
  readonly phantom: boolean;
  readonly end: TruthEnd;
  readonly interceptedBy: string | null;
  /** `hit`: it came down in an area. `outside`: it came down in none. `intercepted`, `left`, `scenario-end`: it did not come down. */
  readonly outcome: "hit" | "outside" | Exclude<TruthEnd, "impact">;
  readonly areaIds: readonly AreaId[];
  /** Confirmed tracks that are made mostly of its detections: 0 never seen, 1 as it should be, more when it broke. */
  readonly tracks: readonly TrackId[];
  readonly firstConfirmedUs: TimeUs | null;
}

export interface ThreatScore {
  readonly objectId: string;
  readonly areaId: AreaId;
  /**
   * `warned`: people were told to take cover and it was in force when the object came down, or was brought down.
   * `pre-alert`: no more than a pre-alert was. `missed`: nothing was. `not-protected`: nobody asked for a warning there.
   */
  readonly outcome: "warned" | "pre-alert" | "missed" | "not-protected";
  /** From the order to take cover until the impact, true or averted; null where there was none. */
  readonly leadS: number | null;
  /** The lead was at least what people there need to reach shelter. */
  readonly inTime: boolean;
  /** The alarm named a track of this object: it was in force for this reason, not by chance. */
  readonly named: boolean;
}

/** When it began, nothing endangered the area. */
export interface FalseAlarm {
  readonly areaId: AreaId;
  readonly episode: number;
  readonly stage: "pre-alert" | "take-cover";
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly people: number;
  /** How near to the area anything came down in that time, m; null when nothing did. */
  readonly nearestImpactM: number | null;
}

export interface ScoreTotals {
  readonly warned: number;
  readonly missed: number;
  readonly warnedInTime: number;
  readonly falseTakeCovers: number;
  readonly falsePreAlerts: number;
  /** People told to take cover for nothing, counted once for each false alarm. */
  readonly peopleNeedlesslyWarned: number;
  /** Confirmed tracks that are mostly clutter or phantoms. */
  readonly falseTracks: number;
  /** Objects that broke into more than one confirmed track. */
  readonly brokenObjects: number;
}
