import type { IncidentRecord, TimeUs } from "@tocsin/core";
import type { Recording } from "@tocsin/inquiry";
import { isoOf } from "./iso-time.ts";

interface Span {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** Each defence of the site: its state by then, and what its own log says that it did. */
export function recordedDefences(
  record: IncidentRecord,
  { fromUs, toUs }: Span,
): Recording["defences"] {
  return record.site.value.defences.map(({ id, name, notional }) => {
    const state = record.defences.findLast(
      ({ value }) => value.defenceId === id && value.receivedUs <= toUs,
    );
    return {
      name,
      notional,
      state: state?.value.state ?? null,
      engagements: record.engagements
        .filter(({ value }) => isOf(value.defence, { id, name }) && within(value, fromUs, toUs))
        .map(({ sequence, value }) => ({
          outcome: value.outcome,
          at: isoOf(value.atUs),
          record: sequence,
        })),
      records: [state?.sequence ?? record.site.sequence],
    };
  });
}

/** What was reported to the post of engagements by anybody else. */
export function recordedReports(
  record: IncidentRecord,
  { fromUs, toUs }: Span,
): Recording["reports"] {
  return record.engagements
    .filter(
      ({ value }) =>
        within(value, fromUs, toUs) &&
        !record.site.value.defences.some((defence) => isOf(value.defence, defence)),
    )
    .map(({ sequence, value }) => ({
      by: value.defence,
      source: value.source,
      outcome: value.outcome,
      record: sequence,
    }));
}

const isOf = (
  defence: string,
  { id, name }: { readonly id: string; readonly name: string },
): boolean => defence === id || defence === name;

const within = ({ atUs }: { readonly atUs: TimeUs }, fromUs: TimeUs, toUs: TimeUs): boolean =>
  atUs >= fromUs && atUs <= toUs;
