import {
  type CalibratedTally,
  type EtaTally,
  type MedianSummary,
  type Mode,
  type Rate,
  type Scorecard,
  type ScoredEvent,
  utcText,
} from "@tocsin/core";
import type { ScorecardReport } from "@tocsin/sdk";
import { percent, whole } from "./numbers.ts";

/** A scorecard for people: one table for each mode, and its months where there are several. */
export function scorecardLines(report: ScorecardReport, withEvents: boolean): readonly string[] {
  const lines = report.cards.flatMap((card) => [...cardLines(card, withEvents), ""]);
  return [
    ...lines,
    "Shares have exact intervals of 95 % (Clopper–Pearson); unknown is what nobody has said: `tocsin outcome` says it.",
  ];
}

const MODE_TITLES: Readonly<Record<Mode, string>> = {
  live: "Live",
  shadow: "Shadow: nothing was sent",
  replay: "Replays",
  drill: "Drills",
  simulation: "Simulations",
};

function cardLines(card: Scorecard, withEvents: boolean): readonly string[] {
  const months = card.months.length > 1 ? card.months : [];
  const only = card.months.length === 1 ? `, ${card.months[0].month}` : "";
  return [
    `${MODE_TITLES[card.mode]}${only}`,
    ...tallyLines(card.total),
    ...months.flatMap((month) => ["", `  ${month.month}`, ...tallyLines(month)]),
    ...(withEvents ? ["", ...card.events.map(eventLine)] : []),
  ];
}

function tallyLines(tally: CalibratedTally): readonly string[] {
  const { objects, threats, takeCovers, preAlerts, people } = tally;
  return [
    row(
      "events",
      `${whole(tally.events)}, of which objects are known: ${objects.struck} struck, ${objects.averted} averted, ${objects.passed} passed`,
    ),
    row("warned", `${rateText(tally.warnedShare)} of what hit protected areas, or would have`),
    row("  all of an event", rateText(tally.eventsWarnedShare)),
    row("  in time", `${rateText(tally.inTimeShare)} with time to reach shelter`),
    row(
      "missed",
      `${threats.missed}, and ${threats.preAlert} with no more than a pre-alert${threats.unclear > 0 ? `; unclear ${threats.unclear}` : ""}`,
    ),
    row("lead time", secondsText(tally.leadS)),
    row("told arrival", `first: ${etaText(tally.etaFirst)}`),
    row("", `last: ${etaText(tally.etaLast)}`),
    row(
      "take-cover",
      `right ${takeCovers.right}, false ${takeCovers.false}, unknown ${takeCovers.unknown}`,
    ),
    row("  false", `${rateText(tally.falseShare)} of those of which it is known`),
    row(
      "pre-alerts",
      `right ${preAlerts.right}, false ${preAlerts.false}, unknown ${preAlerts.unknown}`,
    ),
    row(
      "people",
      `rightly ${whole(people.rightly)}, needlessly ${whole(people.needlessly)}, unknown ${whole(people.unknown)}`,
    ),
    row("calibration", calibrationText(tally)),
  ];
}

const row = (name: string, text: string): string => `  ${name.padEnd(18)} ${text}`;

/** `38 of 40, 95.0 % (83.1 to 99.4 %)`. */
const rateText = ({ count, of, share, from, to }: Rate): string =>
  share === null
    ? "0 of 0"
    : `${whole(count)} of ${whole(of)}, ${percent(share)} (${percent(from).replace(" %", "")} to ${percent(to)})`;

function secondsText(summary: MedianSummary | null): string {
  if (summary === null) return "none";
  const { least, median, greatest, medianFrom, medianTo } = summary;
  const interval =
    medianFrom === null || medianTo === null
      ? ""
      : ` (${medianFrom.toFixed(1)} to ${medianTo.toFixed(1)} s)`;
  return `${median.toFixed(1)} s in the middle${interval}, ${least.toFixed(1)} to ${greatest.toFixed(1)} s in all`;
}

function etaText({ inside, missS }: EtaTally): string {
  if (inside.share === null) return "no window was told";
  const miss =
    missS !== null && missS.greatest > 0 ? `, at most ${missS.greatest.toFixed(1)} s outside` : "";
  return `${rateText(inside)} came inside of the window${miss}`;
}

function calibrationText({ calibration, calibrationUnknown }: CalibratedTally): string {
  const { count, unsure, brier, calibrationError, brierSkillAll } = calibration;
  const unknown = `${whole(calibrationUnknown)} unknown`;
  if (brier === null) return `no probability of which it is known; ${unknown}`;
  const error =
    calibrationError === null
      ? ""
      : `, calibration error ${calibrationError.toFixed(3)} over ${whole(unsure)} unsure`;
  const skill = brierSkillAll === null ? "" : `, skill ${brierSkillAll.toFixed(2)}`;
  return `${whole(count)} probabilities, Brier ${brier.toFixed(4)}${skill}${error}; ${unknown}`;
}

function eventLine({ fromUs, tally, threats }: ScoredEvent): string {
  const { warned, preAlert, missed, unclear } = tally.threats;
  const known = warned + preAlert + missed + unclear;
  const told =
    known === 0
      ? ["nothing is known to have hit", ...byVerdict(threats)].join("; ")
      : `warned ${warned} of ${known}: ${byVerdict(threats).join("; ")}`;
  const { takeCovers, preAlerts } = tally;
  const alarms = [takeCovers, preAlerts]
    .map((counts) => `${counts.right}/${counts.false}/${counts.unknown}`)
    .join(" and ");
  return `  ${utcText(fromUs)}  ${told}; orders and pre-alerts right/false/unknown ${alarms}`;
}

type Threat = ScoredEvent["threats"][number];

/** What became of people, with the areas where it did. */
const VERDICT_TEXT: Readonly<Record<Threat["verdict"], (areas: string) => string>> = {
  warned: (areas) => areas,
  "pre-alert": (areas) => `${areas} with a pre-alert only`,
  missed: (areas) => `${areas} not warned`,
  unclear: (areas) => `${areas} at a time not known well enough to say`,
  "not-protected": (areas) => `nobody asked for a warning at ${areas}`,
};

/** `ministry 36 s before`, `houses not warned`: each area with what became of its people. */
function byVerdict(threats: readonly Threat[]): readonly string[] {
  const verdicts = [...Map.groupBy(threats, ({ verdict }) => verdict)];
  return verdicts.map(([verdict, own]) => {
    const text = VERDICT_TEXT[verdict]([...new Set(own.map(({ areaId }) => areaId))].join(", "));
    const leads = own.flatMap(({ leadS }) => leadS ?? []).toSorted((a, b) => a - b);
    if (verdict !== "warned" || leads.length === 0) return text;
    return `${text} ${leads[Math.floor(leads.length / 2)].toFixed(0)} s before`;
  });
}
