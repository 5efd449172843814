import type { ObservationReport, ObservedKind, ObservedPlace } from "@tocsin/sdk";

/** A report while it is being made. */
export interface Draft {
  kind: ObservedKind | null;
  sense: ObservationReport["sense"];
  count: number;
  direction: ObservationReport["direction"];
  place: ObservedPlace | null;
  headingDeg: number | null;
  /** When it was seen: at the pointing or marking, else at the sending. */
  seenMs: number | null;
  lacking: ReadonlySet<string>;
}

export const newDraft = (): Draft => ({
  kind: null,
  sense: "seen",
  count: 1,
  direction: null,
  place: null,
  headingDeg: null,
  seenMs: null,
  lacking: new Set(),
});

/** The report of a draft. Where the observer stands goes along only where a direction, or nothing else, needs it. */
export function reportOf(
  draft: Draft,
  id: string,
  from: ObservedPlace | null,
): Omit<ObservationReport, "ageS"> | null {
  if (draft.kind === null) return null;
  const { kind, sense, count, direction, place, headingDeg } = draft;
  return {
    id,
    kind,
    count,
    sense,
    from: place === null ? rounded(from) : null,
    direction: place === null ? direction : null,
    place,
    headingDeg,
    lacking: [...draft.lacking],
  };
}

/** To about 11 m: the phone does not tell more than the page says. */
const rounded = (place: ObservedPlace | null): ObservedPlace | null =>
  place === null
    ? null
    : {
        latitudeDeg: Math.round(place.latitudeDeg * 1e4) / 1e4,
        longitudeDeg: Math.round(place.longitudeDeg * 1e4) / 1e4,
        accuracyM: Math.max(place.accuracyM, ROUNDED_M),
      };
const ROUNDED_M = 8;
