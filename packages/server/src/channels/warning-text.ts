import { secondsBetween, type Warning } from "@tocsin/core";
import { type Language, plainLine } from "@tocsin/sdk";
import { fenced, fill } from "./texts/fill.ts";
import { SENTENCES } from "./texts/language-sentences.ts";
import { saidTimes, type SaidTimes } from "./texts/say-times.ts";
import type { Sentences } from "./texts/sentences.ts";
import { shortened } from "./texts/short-text.ts";

export interface WarningText {
  readonly headline: string;
  readonly instruction: string;
  /** At most 160 characters: what, where, when, until when and who says so. */
  readonly short: string;
}

/** What the text says of the area, from the site file. */
export interface WarnedArea {
  readonly name: string;
  readonly shelterS: number;
  readonly owner?: string;
}

export interface TextSetting {
  readonly siteName: string;
  readonly area: WarnedArea;
  /** IANA name; without it, times are in UTC. */
  readonly timeZone?: string;
}

/**
 * A warning in plain words of one language: who is meant, what to do, where, when (local time and UTC), for how long, and who says
 * so. Short main clauses, the action first: that is what is read in the seconds there are.
 */
export function warningText(
  warning: Warning,
  setting: TextSetting,
  language: Language = "en",
): WarningText {
  const words = SENTENCES[language];
  const times = saidTimes(language, words, setting.timeZone ?? "UTC");
  const names = { place: plainLine(setting.area.name), source: plainLine(setting.siteName) };
  const { direction } = words;
  const values = {
    place: fenced(names.place, direction),
    source: fenced(names.source, direction),
    issued: times.at(warning.issuedUs),
    until: times.at(warning.expiresUs),
  };
  const headline = headlineOf(warning, setting.area.shelterS, words, times).join(" ");
  const act = words.act[actOf(warning, setting.area.shelterS)];
  const instruction = [
    fill(words.everybody, { act }),
    ...windowOf(warning, words, times),
    ...alsoOf(warning, words),
    ...(isAlarm(warning) ? [words.holdsUntil] : []),
    warning.byHand === true ? words.issuedByHand : words.issued,
  ].join(" ");
  const { mode } = warning;
  const marked = (rest: string, mark: string | null): string =>
    mark === null ? rest : fill(words.afterMode, { mode: mark, rest });
  const mark = mode === "live" ? null : words.mode[mode];
  const until = { until: times.shortly(warning.expiresUs) };
  const shortParts = [
    ...headlineOf(warning, setting.area.shelterS, words, times),
    ...(isAlarm(warning) ? [fill(words.shortEnd, until)] : []),
    words.shortSource,
  ];
  const shortMark = mode === "live" ? null : words.modeShort[mode];
  return {
    headline: marked(fill(headline, values), mark),
    instruction:
      mark === null ? fill(instruction, values) : `${mark}. ${fill(instruction, values)}`,
    short: shortened([marked(shortParts.join(" "), shortMark)], names, direction),
  };
}

const isAlarm = ({ stage }: Warning): boolean => stage === "pre-alert" || stage === "take-cover";

/** Whether shelter is farther than the time that is left. */
const isUrgent = ({ arrivalFromUs, issuedUs }: Warning, shelterS: number): boolean =>
  arrivalFromUs !== null && secondsBetween(issuedUs, arrivalFromUs) < shelterS;

/** Whether something is coming, or a person says so; else what was coming has passed, and only the wait is left. */
const isComing = (warning: Warning): boolean =>
  warning.awaits === undefined &&
  (warning.threats.length > 0 ||
    warning.arrivalFromUs !== null ||
    warning.byHand === true ||
    warning.action !== "update");

function actOf(warning: Warning, shelterS: number): keyof Sentences["act"] {
  const { stage, action } = warning;
  if (stage === "all-clear") return "allClear";
  if (stage === "retraction") return "retraction";
  if (warning.awaits === "sweep") return "searched";
  if (stage === "pre-alert")
    return action === "lower" ? "lowered" : action === "update" ? "stayPrepared" : "prepare";
  const urgent = isUrgent(warning, shelterS);
  if (action === "update") return urgent ? "stayCoveredLieDown" : "stayCovered";
  return urgent ? "lieDown" : "cover";
}

/** Whoever was only told to get ready is not told to stay under cover. */
function headlineFor(
  act: keyof Sentences["act"],
  { stage }: Warning,
): Exclude<keyof Sentences["act"], "stayCoveredLieDown"> {
  if (act === "stayCoveredLieDown") return "stayCovered";
  return act === "searched" && stage === "pre-alert" ? "stayPrepared" : act;
}

function headlineOf(
  warning: Warning,
  shelterS: number,
  { headline }: Sentences,
  times: SaidTimes,
): readonly string[] {
  const act = actOf(warning, shelterS);
  const first = headline[headlineFor(act, warning)];
  if (!isAlarm(warning) || act === "lowered" || !isComing(warning)) return [first];
  const isCover = warning.stage === "take-cover";
  const { arrivalFromUs, issuedUs } = warning;
  if (arrivalFromUs === null)
    return [first, isCover ? headline.impactAnyTime : headline.approachAnyTime];
  const when = times.left(issuedUs, arrivalFromUs);
  return [first, fill(isCover ? headline.impact : headline.approach, { when })];
}

function windowOf(warning: Warning, { window }: Sentences, times: SaidTimes): readonly string[] {
  if (!isAlarm(warning) || !isComing(warning)) return [];
  const { arrivalFromUs, arrivalToUs } = warning;
  if (arrivalFromUs === null) return [window.unknown];
  const from = times.at(arrivalFromUs);
  return arrivalToUs === null || arrivalToUs === arrivalFromUs
    ? [fill(window.from, { from })]
    : [fill(window.between, { from, to: times.at(arrivalToUs) })];
}

function alsoOf({ stage, awaits }: Warning, { also }: Sentences): readonly string[] {
  if (stage === "all-clear") return [also.fragments];
  if (stage === "retraction") return [];
  if (stage === "take-cover" || awaits !== undefined) return [also.stayUntilAllClear];
  return [also.beReady];
}
