import type { CommandEvent } from "../engine/event.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { DefenceId } from "../units/ids.ts";

/**
 * One thing that might have been otherwise, for a run of the record under it. What it does not name stays as recorded.
 * A change is notional where the record cannot say what would have been seen or heard, and a stated model stands for that.
 */
export interface Change {
  /** As it is written after `--set`: `areas.house.protection=protected`. Two of one name are one change. */
  readonly name: string;
  /** A clause that goes on from "if": `the house had been protected`. */
  readonly clause: string;
  readonly notional: boolean;
  /** What the site would have been; absent: as it was. */
  readonly site?: (site: SiteModel) => SiteModel;
  /** Whether a command would not have been given; absent: all were. */
  readonly drops?: (event: CommandEvent, sequence: number) => boolean;
  /** A sensor that would have been working all the time. */
  readonly mendedSensor?: string;
  /** A sensor that would have first detected a recorded track so much sooner. */
  readonly earlier?: { readonly sensor: string; readonly seconds: number };
  /** A modelled defence that would have stood there, ready all the time: it is held against the record afterwards, and changes nothing in it. */
  readonly placedDefence?: DefenceId;
  /** A channel that would have delivered. */
  readonly mendedChannel?: string;
}

/** The site under several changes, each on top of those before it. */
export const changedSite = (site: SiteModel, changes: readonly Change[]): SiteModel =>
  changes.reduce((changed, change) => change.site?.(changed) ?? changed, site);

/** A name for a set of changes that does not depend on their order. */
export const namesOf = (changes: readonly Change[]): string =>
  changes
    .map(({ name }) => name)
    .toSorted()
    .join(" ");

/** Whether a change is one of what sensors see. */
export const isOfSensors = ({ name }: Change): boolean => name.startsWith("sensors.");
