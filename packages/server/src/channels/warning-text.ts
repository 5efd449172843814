import { type Mode, secondsBetween, type Warning } from "@tocsin/core";
import { plainLine } from "@tocsin/sdk";
import { timeLeftText, type TimeText, timeTextOf } from "./time-text.ts";

export interface WarningText {
  readonly headline: string;
  readonly instruction: string;
}

/** What the text says of the area, from the site file. */
export interface WarnedArea {
  readonly name: string;
  readonly shelterS: number;
}

/** Stands before everything that is not real, so that nobody acts on it as real; null for live. */
export const MODE_PREFIX: Readonly<Record<Mode, string | null>> = {
  live: null,
  drill: "EXERCISE, NO REAL DANGER",
  simulation: "TEST, NO REAL DANGER",
  replay: "REPLAY OF A RECORDING, NOT HAPPENING NOW",
  shadow: "TEST, NOT SENT TO THE PUBLIC",
};

/**
 * A warning in plain words: who is meant, what to do, where, when (local time and UTC), for how long, and who says
 * so. Short main clauses, the action first: that is what is read in the seconds there are. In English.
 */
export function warningText(
  warning: Warning,
  context: {
    readonly siteName: string;
    readonly area: WarnedArea;
    /** IANA name; without it, times are in UTC. */
    readonly timeZone?: string;
  },
): WarningText {
  const timeText = timeTextOf(context.timeZone ?? "UTC");
  const place = plainLine(context.area.name);
  const prefix = MODE_PREFIX[warning.mode];
  const headline = headlineOf(warning, place);
  const setting = { place, shelterS: context.area.shelterS, timeText };
  const parts = [...instructionOf(warning, setting)];
  if (warning.stage === "pre-alert" || warning.stage === "take-cover") {
    parts.push(`This message holds until ${timeText(warning.expiresUs)}.`);
  }
  const source = plainLine(context.siteName);
  parts.push(`Issued at ${timeText(warning.issuedUs)} by the early-warning system of ${source}.`);
  if (prefix !== null) parts.unshift(`${prefix}.`);
  return {
    headline: prefix === null ? headline : `${prefix}: ${headline}`,
    instruction: parts.join(" "),
  };
}

function headlineOf(warning: Warning, place: string): string {
  const when =
    warning.arrivalFromUs === null
      ? ""
      : `, ${timeLeftText(warning.issuedUs, warning.arrivalFromUs)}`;
  switch (warning.stage) {
    case "take-cover":
      return `TAKE COVER NOW: ${place}. Impact possible${when}.`;
    case "pre-alert":
      return warning.action === "lower"
        ? `STAY NEAR SHELTER: ${place}. The danger is lower, not over.`
        : `GET READY TO TAKE COVER: ${place}. Air threat possible${when}.`;
    case "all-clear":
      return `ALL CLEAR: ${place}.`;
    case "retraction":
      return `FALSE ALARM: the warning for ${place} is withdrawn.`;
  }
}

interface Setting {
  readonly place: string;
  readonly shelterS: number;
  readonly timeText: TimeText;
}

function instructionOf(warning: Warning, setting: Setting): readonly string[] {
  const { place } = setting;
  switch (warning.stage) {
    case "take-cover":
      return [
        `Everybody at ${place}: ${coverText(warning, setting.shelterS)}`,
        windowText(warning, setting.timeText),
        "Stay there until the all-clear.",
      ];
    case "pre-alert":
      return [
        `Everybody at ${place}: go near a shelter or an inner room now, and warn those around you.`,
        windowText(warning, setting.timeText),
        "Be ready to take cover at once.",
      ];
    case "all-clear":
      return [
        `Everybody at ${place}: the danger that was warned of is over. You may leave cover.`,
        "Do not touch fragments or anything that may not have exploded: keep away and report it.",
      ];
    case "retraction":
      return [
        `Everybody at ${place}: the earlier warning was a mistake, and is withdrawn. You may leave cover.`,
      ];
  }
}

/** Whoever cannot reach shelter in time is told what to do instead of running into the open. */
function coverText(warning: Warning, shelterS: number): string {
  const leftS =
    warning.arrivalFromUs === null
      ? Number.POSITIVE_INFINITY
      : secondsBetween(warning.issuedUs, warning.arrivalFromUs);
  const shelter = "go into a shelter or an inner room now, away from windows.";
  const flat = "lie down flat beside something solid and cover your head with your arms.";
  return leftS < shelterS
    ? `take the nearest cover now. If shelter is more than a few steps away, ${flat}`
    : `${shelter} If you cannot reach one, ${flat}`;
}

function windowText(warning: Warning, timeText: TimeText): string {
  const { arrivalFromUs, arrivalToUs } = warning;
  if (arrivalFromUs === null) return "The time of arrival is not known.";
  return arrivalToUs === null || arrivalToUs === arrivalFromUs
    ? `Arrival is possible from ${timeText(arrivalFromUs)}.`
    : `Arrival is possible between ${timeText(arrivalFromUs)} and ${timeText(arrivalToUs)}.`;
}
