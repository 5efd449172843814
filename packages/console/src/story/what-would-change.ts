import type { DefenceAnswer, ReasonCode, WhyLink } from "@tocsin/core";
import type { SourceDetail } from "@tocsin/sdk";
import { distanceText } from "../format/quantity.ts";
import { REASON_WORDS } from "./reason-words.ts";
import { areaName, type Variant } from "./variant.ts";

/** What alone would have led to another answer: a sentence for each link that prevented it, then for the defence. */
export function whatWouldChange({ detail, report }: Variant): readonly string[] {
  if (report === null) return [];
  const links = report.links.filter(({ prevented }) => prevented);
  const people = links.map((link) => linkChange(detail, link));
  // Where nothing flew, no defence had anything to act on either.
  if (report.prevented.includes("NO_OBJECT")) return people;
  return [
    ...(people.length === 0 && report.outcome === "warned"
      ? ["For the people nothing had to change: they were warned."]
      : people),
    ...report.defences.flatMap((defence) => defenceChange(detail, defence, report.prevented)),
  ];
}

/** The other answer, for the reasons that have a better one than "without this". */
const CHANGES: Partial<Record<ReasonCode, (detail: SourceDetail, link: WhyLink) => string>> = {
  OUT_OF_COVERAGE: moreRange,
  BELOW_HORIZON: (_, link) =>
    `A radar nearer by or higher up${shortfall(link, ": this one's view ended ", " short")}.`,
  TERRAIN: (_, link) =>
    `A radar with a free view of the approach${shortfall(link, ": this one would have seen it ", " higher up")}.`,
  BELOW_DOPPLER: (_, { margin }) =>
    `A sensor that it flies towards, or one that needs no speed${
      margin === null || margin.unit !== "m/s"
        ? ""
        : `: for this radar it was ${Math.ceil(-margin.value)} m/s too slow`
    }.`,
  NOT_A_PROTECTED_AREA: (detail, { subject }) =>
    `Somebody asking to have ${areaName(detail, subject)} protected. It was seen, followed and projected: nothing else was missing.`,
  NO_OBJECT: () =>
    "Nothing in the system: it was looking, and there was nothing to warn of. The record does not say what exploded.",
  PREDICTED_MISS: (_, link) =>
    `Another flight${shortfall(link, ": it was expected ", " outside the area")}.`,
  AUTOMATION_OFF: () => "Automatic warning switched on.",
};

function linkChange(detail: SourceDetail, link: WhyLink): string {
  if (link.code === null) return link.statement;
  const change = CHANGES[link.code];
  return change?.(detail, link) ?? `Without this: ${REASON_WORDS[link.code]}.`;
}

function moreRange({ site }: SourceDetail, link: WhyLink): string {
  const sensor = site.sensors.find(({ id }) => id === link.subject);
  const margin = link.margin;
  if (sensor === undefined || margin === null || margin.unit !== "m" || margin.value >= 0) {
    return `A sensor that covers the place. ${link.statement}`;
  }
  const reach = sensor.rangeMaxM;
  return `${distanceText(roundUp(-margin.value))} more range: the radar reached ${distanceText(reach)} and ${distanceText(reach - margin.value)} was needed.`;
}

function defenceChange(
  detail: SourceDetail,
  { defence, reasons, statement }: DefenceAnswer,
  prevented: readonly string[],
): readonly string[] {
  const own = reasons.filter(
    (code) => !prevented.includes(code) || code === "NOT_A_PROTECTED_AREA",
  );
  return own.map((code) => {
    if (code === "DEFENCE_INHIBITED") return "For the defence: its owner releasing it.";
    if (code !== "NOT_A_PROTECTED_AREA") return statement;
    const guarded = detail.site.defences.find(({ id }) => id === defence)?.protectsAreas ?? [];
    const names = guarded.map((id) => areaName(detail, id)).join(", ");
    return `The defence would still have been silent: it guards only ${names === "" ? "other places" : names}.`;
  });
}

/** To the next hundred metres: nobody orders a radar by the metre. */
const roundUp = (m: number): number => Math.ceil(m / 100 - 0.1) * 100;

const shortfall = ({ margin }: WhyLink, before: string, after: string): string =>
  margin === null || margin.unit !== "m" || margin.value >= 0
    ? ""
    : `${before}${distanceText(-margin.value)}${after}`;
