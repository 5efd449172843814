import type { Decision } from "../assessment/decision.ts";
import type { TrackRecord } from "../engine/effect.ts";
import type { Area } from "../policy/area.ts";
import { secondsBetween } from "../units/time.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { clockText } from "../units/utc-text.ts";
import { explainDefences } from "./explain-defences.ts";
import { explainDelivery, warningsFor } from "./explain-delivery.ts";
import { explainTrackSensors } from "./explain-sensors.ts";
import { automationAt, type IncidentRecord, type Recorded } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { areaText, distanceText, listText, missText, probabilityText } from "./plain-words.ts";
import { preventedCodes, type WhyLink, type WhyReport } from "./why-report.ts";

/** Why a recorded track did, or did not, lead to a warning in one area. `areaId` absent: the area it threatened most. */
export function explainTrack(
  record: IncidentRecord,
  trackId: TrackId,
  areaId?: AreaId,
): WhyReport | null {
  const histories = record.tracks.filter(({ value }) => value.trackId === trackId);
  if (histories.length === 0) return null;
  const last = histories[histories.length - 1];
  const area = pickArea(record, trackId, areaId);
  const decision = area === null ? null : governingDecision(record, trackId, area.id);
  const links: WhyLink[] = [
    ...explainTrackSensors(record, last.value),
    detectionLink(histories),
    trackLink(histories),
  ];
  if (area !== null && decision !== null) links.push(...decisionLinks(record, area, decision));
  if (area !== null) links.push(...explainDelivery(record, area, trackId));
  const warned = area !== null && warningsFor(record, area.id, trackId).length > 0;
  const prevented = preventedCodes(links);
  return {
    question: question(trackId, area, warned),
    mode: decision?.value.mode ?? record.site.value.mode,
    outcome: warned ? "warned" : "not-warned",
    answer: answerText(last.value, area, decision?.value ?? null, links, warned),
    links,
    prevented,
    defences: explainDefences(record, {
      path: histories.map(({ value }) => ({ timeUs: value.stateUs, enuM: value.state })),
      threatenedAreas: threatenedAreas(record, trackId),
      tracked: last.value.confirmedUs !== null,
      untrackedReasons: ["NOT_CONFIRMED"],
    }),
  };
}

/** Areas that the track was held to threaten, whoever they belong to. */
function threatenedAreas(record: IncidentRecord, trackId: TrackId): readonly string[] {
  const areas = new Set<string>();
  for (const { value } of record.decisions)
    if (
      value.trackId === trackId &&
      value.areaId !== null &&
      value.numbers.greatestProbability >= value.numbers.threshold
    )
      areas.add(value.areaId);
  return [...areas];
}

function pickArea(record: IncidentRecord, trackId: TrackId, wanted?: AreaId): Area | null {
  const { areas } = record.site.value;
  if (wanted !== undefined) return areas.find((area) => area.id === wanted) ?? null;
  let best: { id: string; rank: number } | null = null;
  for (const { value } of record.decisions) {
    if (value.trackId !== trackId || value.areaId === null) continue;
    const warned = value.stage === "none" ? 0 : 1;
    const rank = warned + value.numbers.greatestProbability;
    if (best === null || rank > best.rank) best = { id: value.areaId, rank };
  }
  return areas.find((area) => area.id === best?.id) ?? null;
}

/** The decision to explain: the first of the highest stage, else the track's last, which speaks of when it came nearest. */
function governingDecision(
  record: IncidentRecord,
  trackId: TrackId,
  areaId: AreaId,
): Recorded<Decision> | null {
  const ofTrack = record.decisions.filter(({ value }) => value.trackId === trackId);
  const own = ofTrack.filter(({ value }) => value.areaId === areaId);
  const candidates = own.length > 0 ? own : ofTrack.filter(({ value }) => value.areaId === null);
  const staged = candidates.filter(({ value }) => !value.final && value.stage !== "none");
  const cover = staged.find(({ value }) => value.stage === "take-cover");
  return cover ?? staged[0] ?? candidates[candidates.length - 1] ?? null;
}

function question(trackId: TrackId, area: Area | null, warned: boolean): string {
  if (area === null) return `What became of track ${trackId}?`;
  return warned
    ? `Why was ${areaText(area)} warned of track ${trackId}?`
    : `Why was ${areaText(area)} not warned of track ${trackId}?`;
}

function detectionLink(histories: readonly Recorded<TrackRecord>[]): WhyLink {
  const { value } = histories[histories.length - 1];
  const spanS = secondsBetween(value.firstSensedUs, value.lastSensedUs);
  return held("detection", value.trackId, {
    statement: `It was detected ${timesText(value.detectionCount)} in ${spanS.toFixed(1)} s, from ${clockText(value.firstSensedUs)} to ${clockText(value.lastSensedUs)} UTC.${value.identity === null ? "" : ` It says that it is ${value.identity}.`}`,
    records: histories.map(({ sequence }) => sequence),
  });
}

const timesText = (n: number): string => (n === 1 ? "once" : `${n} times`);

function trackLink(histories: readonly Recorded<TrackRecord>[]): WhyLink {
  const { value, sequence } = histories[histories.length - 1];
  if (value.confirmedUs === null)
    return broken("track", value.trackId, "NOT_CONFIRMED", {
      prevented: true,
      statement: `Detected ${timesText(value.detectionCount)}, it could not be told from clutter (existence ${probabilityText(value.existence)}).`,
      records: [sequence],
    });
  const delayS = secondsBetween(value.firstSensedUs, value.confirmedUs);
  const end = value.change === "ended" ? ` It ended: ${END_TEXT[value.cause ?? "lost"]}.` : "";
  return held("track", value.trackId, {
    statement: `The track was confirmed ${delayS.toFixed(1)} s after its first detection, with an existence of ${probabilityText(value.existence)}.${end}`,
    records: histories.map((history) => history.sequence),
  });
}

const END_TEXT = {
  "not-confirmed": "too few detections followed",
  lost: "it was no longer seen",
  landed: "its impact time had passed",
  revised: "a late look showed that it was part of another track",
} as const;

function decisionLinks(
  record: IncidentRecord,
  area: Area,
  { value: decision, sequence }: Recorded<Decision>,
): readonly WhyLink[] {
  const records = [sequence];
  const has = (code: Decision["reasons"][number]): boolean => decision.reasons.includes(code);
  const { numbers } = decision;
  const links: WhyLink[] = [];
  const className = decision.class.replaceAll("-", " ");
  links.push(
    has("HARMLESS_CLASS")
      ? broken("class", decision.trackId, "HARMLESS_CLASS", {
          prevented: true,
          statement: `It was classified as ${className}, which does not threaten by itself.`,
          records,
        })
      : held("class", decision.trackId, { statement: `It was held to be: ${className}.`, records }),
  );
  if (has("MASKED"))
    links.push(
      broken("mask", decision.trackId, "MASKED", {
        prevented: true,
        statement: "It followed an announced friendly flight, so it was not warned of.",
        records,
      }),
    );
  if (has("TRACK_BROKEN"))
    links.push(
      broken("track", decision.trackId, "TRACK_BROKEN", {
        prevented: true,
        statement: "The track was lost before a decision to warn could be reached.",
        records,
      }),
    );
  links.push(projectionLink(decision, records));
  const margin = {
    value: numbers.probability - numbers.threshold,
    unit: "probability",
    meaning: "probability above the policy's threshold",
  } as const;
  const compared = `The probability that ${areaText(area)} is ${decision.rule === "impact-probability" ? "hit" : "reached"} was ${probabilityText(numbers.probability)}; policy ${decision.policyVersion} acts at ${probabilityText(numbers.threshold)}.`;
  const below = has("PREDICTED_MISS") || has("BELOW_THRESHOLD");
  links.push(
    below
      ? broken(
          "assessment",
          area.id,
          has("PREDICTED_MISS") ? "PREDICTED_MISS" : "BELOW_THRESHOLD",
          {
            prevented: true,
            statement: compared,
            margin,
            records,
          },
        )
      : held("assessment", area.id, { statement: compared, margin, records }),
  );
  if (has("OVERFLIGHT"))
    links.push(
      broken("policy", area.id, "OVERFLIGHT", {
        prevented: true,
        statement: `It would pass above ${distanceText(record.site.value.policy.overflightHeightM)} over the area, which the policy takes for an overflight.`,
        records,
      }),
    );
  if (has("NOT_SUSTAINED"))
    links.push(
      broken("policy", area.id, "NOT_SUSTAINED", {
        prevented: true,
        statement: `It was above the threshold for less than the ${record.site.value.policy.sustainedS} s that the policy asks of what flies.`,
        records,
      }),
    );
  if (has("TOO_FAR_OFF"))
    links.push(
      broken("policy", area.id, "TOO_FAR_OFF", {
        prevented: true,
        statement: "It would have arrived later than the policy's horizon, and was watched.",
        records,
      }),
    );
  links.push(areaLink(record, area), automationLink(record, decision));
  return links;
}

function projectionLink(decision: Decision, records: readonly number[]): WhyLink {
  const { numbers } = decision;
  const window =
    numbers.arrivalFromUs === null || numbers.arrivalToUs === null
      ? ""
      : `, between ${clockText(numbers.arrivalFromUs)} and ${clockText(numbers.arrivalToUs)} UTC`;
  const statement = `At ${clockText(decision.stateUs)} it was projected to ${missText(decision)}${window}.`;
  const margin = {
    value: -numbers.missDistanceM,
    unit: "m",
    meaning: "distance inside the area's edge; negative outside",
  } as const;
  return held("projection", decision.trackId, { statement, margin, records });
}

export function areaLink(record: IncidentRecord, area: Area): WhyLink {
  const records = [record.site.sequence];
  if (area.protection === "none")
    return broken("area", area.id, "NOT_A_PROTECTED_AREA", {
      prevented: true,
      statement: `${areaText(area)} is known to this site and nobody has asked it to warn the people there.`,
      records,
    });
  return held("area", area.id, {
    statement: `${areaText(area)} is ${area.protection === "protected" ? "protected by this site" : "a neighbour that asked to be warned"}.`,
    records,
  });
}

function automationLink(record: IncidentRecord, decision: Decision): WhyLink {
  const { on, sequence } = automationAt(record, decision.decidedUs);
  if (on && !decision.reasons.includes("AUTOMATION_OFF"))
    return held("automation", record.site.value.id, {
      statement: "Automatic warning was on.",
      records: [sequence],
    });
  return broken("automation", record.site.value.id, "AUTOMATION_OFF", {
    prevented: true,
    statement: "Automatic warning was switched off.",
    records: [sequence],
  });
}

function answerText(
  track: TrackRecord,
  area: Area | null,
  decision: Decision | null,
  links: readonly WhyLink[],
  warned: boolean,
): string {
  if (area === null || decision === null)
    return track.confirmedUs === null
      ? "It was seen too few times to be told from clutter, so nothing was decided of it."
      : "It was tracked, and the site has no area near which anything had to be decided.";
  const what = subjectText(decision.class);
  const preventing = links.filter((link) => link.prevented);
  if (warned) {
    const undelivered = preventing.map((link) => link.statement).join(" ");
    return `${what} was tracked and projected to ${missText(decision)}; with ${probabilityText(decision.numbers.probability)} that was above the threshold, so ${areaText(area)} was put on ${decision.stage}. ${undelivered}`.trimEnd();
  }
  const because =
    preventing.length === 0
      ? ["no link of the chain is recorded as broken"]
      : preventing.map((link) => lowerFirst(link.statement));
  const alone = preventing.length > 1 ? " Each of these alone would have been enough." : "";
  return `${what} was tracked and projected to ${missText(decision)}. ${areaText(area)} was not warned because ${listText(because.map((text) => withoutStop(text).replaceAll(areaText(area), "it")))}.${alone}`;
}

const subjectText = (name: Decision["class"]): string =>
  name === "unknown" || name === "clutter"
    ? "An object"
    : `${name === "aircraft" ? "An" : "A"} ${name.replaceAll("-", " ")}`;
const lowerFirst = (text: string): string =>
  /^(The|It|Automatic|No|Nobody) /.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
const withoutStop = (text: string): string => (text.endsWith(".") ? text.slice(0, -1) : text);
