import type { OfficialWarningEvent } from "../engine/event.ts";
import type { Mode } from "../policy/site-model.ts";
import type { TimeUs } from "../units/time.ts";
import { AlarmBook } from "../scoring/alarm-book.ts";
import { MICROS_PER_SECOND, secondsBetween } from "../units/time.ts";
import { OfficialBook, type OfficialEntry, officialEndUs } from "../warning/official-book.ts";
import type { OfficialStatus } from "../warning/official-warning.ts";
import type { Warning } from "../warning/warning.ts";
import type { Recorded } from "./incident-record.ts";

/** One event in one area: who warned of it, and who was first. */
export interface OfficialScore {
  readonly areaId: string;
  readonly outcome: "official-first" | "ours-first" | "official-only" | "ours-only";
  /** How much earlier the official warning was here, s; negative where ours was; null where only one warned. */
  readonly officialLeadS: number | null;
  /** The same by when the authority sent it: what a faster way to us would give. */
  readonly officialSentLeadS: number | null;
  readonly oursUs: TimeUs | null;
  readonly officialUs: TimeUs | null;
  readonly source: string | null;
  /** Sequence numbers of the journal records that it rests on. */
  readonly records: readonly number[];
}

/** Alarms that begin no farther apart than this, or overlap, are of one event. */
const SAME_EVENT_US = 600 * MICROS_PER_SECOND;

interface Span {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly records: readonly number[];
}
interface OfficialSpan extends Span {
  readonly source: string;
  readonly sentUs: TimeUs;
}

/**
 * Holds official warnings of threats from the air against our own, area by area: each alarm of ours with the official
 * one that is of the same event and began nearest to it. In a drill exercises are compared, otherwise what is actual.
 * A row of updates is one alarm, from its first message on.
 */
export function scoreOfficialWarnings(
  record: {
    readonly officialWarnings: readonly Recorded<OfficialWarningEvent>[];
    readonly warnings: readonly Recorded<Warning>[];
  },
  site: { readonly mode: Mode; readonly areas: readonly { readonly id: string }[] },
): readonly OfficialScore[] {
  const official = officialAlarms(record.officialWarnings, site.mode === "drill");
  const scores: OfficialScore[] = [];
  for (const { id } of site.areas) {
    const theirs = official.get(id) ?? [];
    const used = new Set<OfficialSpan>();
    for (const own of ownAlarms(record.warnings, id)) {
      const match = nearest(own, theirs);
      if (match !== null) used.add(match);
      scores.push(match === null ? oursOnly(id, own) : both(id, own, match));
    }
    for (const span of theirs) if (!used.has(span)) scores.push(officialOnly(id, span));
  }
  return scores.sort((a, b) => startOf(a) - startOf(b));
}

const startOf = ({ oursUs, officialUs }: OfficialScore): TimeUs =>
  Math.min(oursUs ?? Number.POSITIVE_INFINITY, officialUs ?? Number.POSITIVE_INFINITY);

function nearest(own: Span, theirs: readonly OfficialSpan[]): OfficialSpan | null {
  let best: OfficialSpan | null = null;
  for (const span of theirs) {
    const apartUs = Math.abs(span.fromUs - own.fromUs);
    const overlaps = span.fromUs <= own.toUs && own.fromUs <= span.toUs;
    if (!overlaps && apartUs > SAME_EVENT_US) continue;
    if (best === null || apartUs < Math.abs(best.fromUs - own.fromUs)) best = span;
  }
  return best;
}

function both(areaId: string, own: Span, span: OfficialSpan): OfficialScore {
  const officialLeadS = secondsBetween(span.fromUs, own.fromUs);
  return {
    areaId,
    outcome: officialLeadS > 0 ? "official-first" : "ours-first",
    officialLeadS,
    officialSentLeadS: secondsBetween(span.sentUs, own.fromUs),
    oursUs: own.fromUs,
    officialUs: span.fromUs,
    source: span.source,
    records: [...span.records, ...own.records],
  };
}

const oursOnly = (areaId: string, { fromUs, records }: Span): OfficialScore => ({
  areaId,
  outcome: "ours-only",
  officialLeadS: null,
  officialSentLeadS: null,
  oursUs: fromUs,
  officialUs: null,
  source: null,
  records,
});

const officialOnly = (
  areaId: string,
  { fromUs, source, records }: OfficialSpan,
): OfficialScore => ({
  areaId,
  outcome: "official-only",
  officialLeadS: null,
  officialSentLeadS: null,
  oursUs: null,
  officialUs: fromUs,
  source,
  records,
});

/** One span an episode: from its first message that warns to its end, or its last expiry. */
function ownAlarms(warnings: readonly Recorded<Warning>[], areaId: string): readonly Span[] {
  const book = new AlarmBook();
  for (const { sequence, value } of warnings)
    if (value.areaId === areaId) book.add(value, sequence);
  return book.all().map(({ fromUs, toUs, sequence }) => ({
    fromUs,
    toUs,
    records: sequence === null ? [] : [sequence],
  }));
}

function officialAlarms(
  events: readonly Recorded<OfficialWarningEvent>[],
  isDrill: boolean,
): ReadonlyMap<string, readonly OfficialSpan[]> {
  const wanted: OfficialStatus = isDrill ? "exercise" : "actual";
  const book = new OfficialBook(events.length);
  const sequences = new Map<OfficialEntry["warning"], number>();
  for (const { sequence, value } of events) {
    const { entry, repeated } = book.take(value.warning, value.receivedUs);
    if (!repeated) sequences.set(entry.warning, sequence);
  }
  /** Rows of updates, by area and by when their first message came. */
  const rows = new Map<string, Map<string, OfficialSpan>>();
  for (const entry of book.list()) {
    const { warning } = entry;
    const warns = warning.messageType === "alert" || warning.messageType === "update";
    if (!warning.airThreat || warning.status !== wanted || !warns) continue;
    for (const areaId of entry.areas) {
      const row = rows.get(areaId) ?? new Map<string, OfficialSpan>();
      rows.set(areaId, row);
      const key = `${warning.inputId} ${warning.sender} ${entry.firstUs}`;
      const known = row.get(key);
      const toUs = officialEndUs(entry);
      const sequence = sequences.get(warning);
      row.set(key, {
        fromUs: known?.fromUs ?? entry.firstUs,
        toUs: Math.max(known?.toUs ?? toUs, toUs),
        sentUs: known?.sentUs ?? warning.sentUs,
        source: warning.source,
        records: known?.records ?? (sequence === undefined ? [] : [sequence]),
      });
    }
  }
  return new Map([...rows].map(([areaId, row]) => [areaId, [...row.values()]]));
}
