import { type IncidentRecord, REASON_CODES, type TimeUs } from "@tocsin/core";
import type { Recording } from "@tocsin/inquiry";
import { isoOf } from "./iso-time.ts";

interface Span {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** What people in an area were told at that time; nothing where the place is in none. */
export function recordedWarnings(
  record: IncidentRecord,
  areaId: string | null,
  { fromUs, toUs }: Span,
): Recording["warnings"] {
  return record.warnings
    .filter(
      ({ value }) =>
        value.areaId === areaId &&
        (value.stage === "pre-alert" || value.stage === "take-cover") &&
        value.expiresUs >= fromUs &&
        value.issuedUs <= toUs,
    )
    .map(({ sequence, value }) => ({
      stage: value.stage,
      at: isoOf(value.issuedUs),
      record: sequence,
    }));
}

/** What was decided of the objects that came near, with the area and the reason that governed. */
export function recordedDecisions(
  record: IncidentRecord,
  objectIds: ReadonlySet<string>,
): Recording["decisions"] {
  const { areas } = record.site.value;
  return record.decisions
    .filter(({ value }) => objectIds.has(value.trackId))
    .map(({ sequence, value }) => {
      const area = areas.find(({ id }) => id === value.areaId)?.name ?? "all areas";
      const [code] = value.reasons;
      const what = value.stage === "none" ? "no warning" : value.stage;
      return {
        at: isoOf(value.decidedUs),
        objectId: value.trackId,
        words: `${what} for ${area}${code === undefined ? "" : `. ${REASON_CODES[code]}`}`,
        record: sequence,
      };
    });
}

/** When sensors did not work as they should, as far as it reaches into the stretch; the record before it counts too. */
export function recordedOutages(
  record: IncidentRecord,
  { fromUs, toUs }: Span,
): Recording["outages"] {
  return record.site.value.sensors.flatMap(({ id, name }) => {
    const told = record.health.filter(({ value }) => value.sensorId === id);
    return told.flatMap(({ sequence, value }, i) => {
      const endUs = told[i + 1]?.value.sinceUs ?? null;
      const isOver = endUs !== null && endUs < fromUs;
      if (value.status === "up" || isOver || value.sinceUs > toUs) return [];
      return {
        sensor: name,
        from: isoOf(Math.max(value.sinceUs, fromUs)),
        to: endUs === null || endUs > toUs ? null : isoOf(endUs),
        words: `${value.status}: ${value.reason}`,
        record: sequence,
      };
    });
  });
}
