import type { Area } from "../policy/area.ts";
import type { AreaId } from "../units/ids.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import type { Alarm, Cover, ToldWindow } from "./alarm-book.ts";
import type { Outcome } from "./outcome.ts";

/** One object at one area that it hit, or would have hit, and what people had been told when it did. */
export interface ThreatVerdict {
  readonly outcomeId: string;
  readonly areaId: AreaId;
  readonly atUs: TimeUs;
  readonly averted: boolean;
  /**
   * `warned`: an order to take cover was in force when it came down, or was averted. `pre-alert`: no more than a pre-alert was.
   * `missed`: nothing was. `unclear`: the time is not known well enough to say. `not-protected`: nobody asked for a warning there.
   */
  readonly verdict: "warned" | "pre-alert" | "missed" | "unclear" | "not-protected";
  /** From the order to take cover until it came down, or would have, s; null where there was none. */
  readonly leadS: number | null;
  /** The lead, less what the time may be wrong by, was at least what people there need to reach shelter. */
  readonly inTime: boolean;
  /** The alarm named a track of this object: it was in force for this reason, not by chance; null where no track of it is known. */
  readonly named: boolean | null;
  /**
   * How far it came outside of the window that people had been told, s: negative before it, positive after it, 0 inside. By the first
   * order to take cover, and by the last one before. null: no window was told, or nobody was warned.
   */
  readonly etaFirstS: number | null;
  readonly etaLastS: number | null;
}

/** Judges what was told to `area` of an object that hit it, or would have. `alarms` are those of the area. */
export function judgeThreat(outcome: Outcome, area: Area, alarms: readonly Alarm[]): ThreatVerdict {
  const withinUs = outcome.withinS * MICROS_PER_SECOND;
  const endUs = Math.min(outcome.endedUs ?? outcome.atUs, outcome.atUs);
  const [fromUs, toUs] = [endUs - withinUs, endUs + withinUs];
  const found = findCover(alarms, (cover) => cover.fromUs <= fromUs && toUs <= cover.toUs);
  const common = {
    outcomeId: outcome.id,
    areaId: area.id,
    atUs: outcome.atUs,
    averted: outcome.kind === "averted",
  };
  if (area.protection === "none" || found === null)
    return { ...common, ...UNTOLD, verdict: unwarned(area, alarms, { fromUs, toUs }) };
  const { alarm, cover } = found;
  const leadS = secondsBetween(cover.fromUs, outcome.atUs);
  const windows = alarm.windows.filter(({ issuedUs }) => issuedUs <= endUs);
  return {
    ...common,
    verdict: "warned",
    leadS,
    inTime: leadS - outcome.withinS >= area.shelterS,
    named: outcome.tracks.length === 0 ? null : outcome.tracks.some((id) => alarm.threats.has(id)),
    etaFirstS: outside(windows.at(0), outcome.atUs),
    etaLastS: outside(windows.at(-1), outcome.atUs),
  };
}

const UNTOLD = {
  leadS: null,
  inTime: false,
  named: null,
  etaFirstS: null,
  etaLastS: null,
} as const;

function unwarned(area: Area, alarms: readonly Alarm[], span: Cover): ThreatVerdict["verdict"] {
  if (area.protection === "none") return "not-protected";
  if (findCover(alarms, (cover) => overlaps(cover, span)) !== null) return "unclear";
  return alarms.some((alarm) => overlaps(alarm, span)) ? "pre-alert" : "missed";
}

function findCover(
  alarms: readonly Alarm[],
  fits: (cover: Cover) => boolean,
): { readonly alarm: Alarm; readonly cover: Cover } | null {
  for (const alarm of alarms) {
    const cover = alarm.covers.find(fits);
    if (cover !== undefined) return { alarm, cover };
  }
  return null;
}

const overlaps = (a: Cover, b: Cover): boolean => a.fromUs <= b.toUs && b.fromUs <= a.toUs;

function outside(window: ToldWindow | undefined, atUs: TimeUs): number | null {
  if (window === undefined) return null;
  if (atUs < window.fromUs) return secondsBetween(window.fromUs, atUs);
  return atUs > window.toUs ? secondsBetween(window.toUs, atUs) : 0;
}
