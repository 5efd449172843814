import type { AreaId, TrackId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import { areaLink } from "./explain-site.ts";
import { explainTrack } from "./explain-track.ts";
import { outsideAnswers } from "./outside-answers.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { held } from "./link.ts";
import { areaText } from "./plain-words.ts";
import { preventedCodes, type WhyLink, type WhyReport } from "./why-report.ts";

/** What an area's people ask: why were we, or were we not, warned at about that time? */
export interface AreaQuestion {
  readonly areaId: AreaId;
  readonly atUs: TimeUs;
  /** How far off the time may be. */
  readonly withinS: number;
}

/**
 * Explains an area by the track that threatened it most at about a time: of those decided on then, the one whose
 * probability came nearest to its threshold. null when the site has no such area.
 */
export function explainArea(record: IncidentRecord, question: AreaQuestion): WhyReport | null {
  const area = record.site.value.areas.find((candidate) => candidate.id === question.areaId);
  if (area === undefined) return null;
  const trackId = mostThreatening(record, question);
  const report = trackId === null ? null : explainTrack(record, trackId, area.id);
  if (report !== null) return report;
  const links: readonly WhyLink[] = [
    held("assessment", area.id, {
      statement: `Nothing that was tracked at about ${clockText(question.atUs)} UTC was decided on for this area.`,
      records: [record.site.sequence],
    }),
    areaLink(record, area),
  ];
  return {
    question: `Were the people of ${areaText(area)} threatened at about ${clockText(question.atUs)} UTC?`,
    mode: record.site.value.mode,
    outcome: "not-warned",
    answer: `Nothing that was tracked then came near ${areaText(area)}. Ask about an object that others say was there with a place, a time and where it came from.`,
    links,
    prevented: preventedCodes(links),
    defences: [],
    ...outsideAnswers(record, area.id),
  };
}

/**
 * The track that threatened an area most at about a time: one that sent its people to cover then before all others, since it is the
 * answer to why they were told; null where nothing was decided on then.
 */
export function mostThreatening(record: IncidentRecord, question: AreaQuestion): TrackId | null {
  const fromUs = addSeconds(question.atUs, -question.withinS);
  const toUs = addSeconds(question.atUs, question.withinS);
  let best: { id: TrackId; isCover: boolean; rank: number } | null = null;
  for (const { value } of record.decisions) {
    const { numbers } = value;
    const arrives =
      numbers.arrivalFromUs !== null &&
      numbers.arrivalToUs !== null &&
      numbers.arrivalFromUs <= toUs &&
      numbers.arrivalToUs >= fromUs;
    const decided = value.decidedUs >= fromUs && value.decidedUs <= toUs;
    if (value.areaId !== question.areaId || !(arrives || decided)) continue;
    const rank = numbers.greatestProbability / numbers.threshold;
    const isCover = decided && value.stage === "take-cover";
    const isMore = best?.isCover === isCover ? rank > best.rank : isCover;
    if (best === null || isMore) best = { id: value.trackId, isCover, rank };
  }
  return best?.id ?? null;
}
