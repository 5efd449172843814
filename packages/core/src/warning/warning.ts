import type { Rings } from "../geodesy/polygon.ts";
import type { Mode } from "../policy/site-model.ts";
import type { AreaId, SiteId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";

export type WarningStage = "pre-alert" | "take-cover" | "all-clear" | "retraction";
/** What a message does to the state it names. */
export type WarningAction = "start" | "raise" | "update" | "lower" | "end";

/**
 * The state of an area, as a message. Identity is (site, area, mode, episode); versions count up inside it.
 * A receiver shows the highest unexpired stage of each (area, mode), from whoever sent it.
 */
export interface Warning {
  readonly siteId: SiteId;
  readonly areaId: AreaId;
  readonly mode: Mode;
  /** Starts at 1 for each area and mode, and counts its alarms. */
  readonly episode: number;
  readonly version: number;
  readonly stage: WarningStage;
  readonly action: WarningAction;
  readonly issuedUs: TimeUs;
  readonly expiresUs: TimeUs;
  /** When the first threat arrives at the earliest, and the last at the latest; null when nothing is coming. */
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  /** The greatest probability of the threats' latest positive decisions; null when nothing is coming. */
  readonly probability: number | null;
  readonly threats: readonly TrackId[];
  /** Numbers of the decisions that it follows from. */
  readonly decisions: readonly number[];
  /** Version of this episode that it replaces; null for the first. */
  readonly replaces: number | null;
  /**
   * The part of the area that is warned, as the area's rings, site frame, m: the rest is out of reach of what is coming. It only grows inside
   * an episode; left out where it is the whole area.
   */
  readonly part?: Rings;
  /** A person warns, beside the threats or without any; left out where none does. */
  readonly byHand?: true;
  /** What the all-clear waits for though no threat is left; left out where it waits for nothing. */
  readonly awaits?: "sweep";
}

/** `site/area/mode`: what a warning's key says whatever the episode. */
export const areaKeyOf = (key: string): string => key.slice(0, key.lastIndexOf("/"));

/** `site/area/mode/episode`: what an update, an all-clear and a retraction refer to. */
export const warningKey = (w: Pick<Warning, "siteId" | "areaId" | "mode" | "episode">): string =>
  `${w.siteId}/${w.areaId}/${w.mode}/${w.episode}`;
