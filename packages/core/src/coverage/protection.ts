import type { AreaId, SensorId } from "../units/ids.ts";

/** What kinds of approach the protection status tells apart. */
export type ApproachKind = "ground-hugging-drone" | "low-drone" | "drone" | "ballistic";

/** One piece of the horizon around an area, for one kind and height: can something coming from there be seen in time? */
export interface Approach {
  readonly kind: ApproachKind;
  readonly heightM: number;
  /** Where it comes from, clockwise from north; adjoining directions with one answer are joined. */
  readonly bearingFromRad: number;
  readonly bearingToRad: number;
  /** Distance from the area at which a healthy network sees it with at least the wanted probability; null: never. */
  readonly seenFromM: number | null;
  /** Seconds between that and arrival. */
  readonly warningS: number;
  readonly seenBy: readonly SensorId[];
  /** What keeps it from being seen earlier. */
  readonly limitedBy:
    | "range"
    | "sector"
    | "elevation"
    | "horizon"
    | "terrain"
    | "signal"
    | "health"
    | "no-sensor";
}

export interface AreaProtection {
  readonly areaId: AreaId;
  /** `protecting`: every approach is seen in time. `degraded`: some is not. `not-protecting`: none is. */
  readonly status: "protecting" | "degraded" | "not-protecting";
  readonly approaches: readonly Approach[];
}
