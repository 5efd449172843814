import type { OutcomeStatement } from "@tocsin/sdk";
import { timeOfZoneText } from "../format/zone-time.ts";

/** What somebody says of what happened, as a form holds it: times as the clocks of the site show them. */
export interface OutcomeDraft {
  readonly kind: "struck" | "averted" | "quiet";
  readonly at: string;
  /** Since and until when; of `quiet` alone. */
  readonly from: string;
  readonly to: string;
  /** How far the time may be wrong either way, s. */
  readonly withinS: number;
  /** None for `quiet`: everywhere. */
  readonly areas: readonly string[];
  /** Latitude and longitude in degrees; empty where nobody knows. */
  readonly place: string;
  readonly tracks: readonly string[];
  readonly source: string;
}

export type Drafted =
  | { readonly ok: true; readonly statement: OutcomeStatement }
  | { readonly ok: false; readonly problem: string };

/** The statement that a form makes, or what is missing in it, in words. The server checks it once more. */
export function statementOf(
  draft: OutcomeDraft,
  { timeZone, nowUs }: { readonly timeZone: string; readonly nowUs: number },
): Drafted {
  const atUs = timeOfZoneText(draft.kind === "quiet" ? draft.from : draft.at, timeZone);
  const source = draft.source.trim();
  if (atUs === null) return missing("Say when: date, hour, minute.");
  if (atUs > nowUs) return missing("That time is still to come.");
  if (source.length < 3) return missing("Say from where it is known.");
  if (draft.kind === "quiet") {
    const toUs = timeOfZoneText(draft.to, timeZone);
    if (toUs === null) return missing("Say until when: date, hour, minute.");
    if (toUs <= atUs) return missing("It ends before it begins.");
    if (toUs > nowUs) return missing("Nobody can vouch for what is still to come.");
    const areas = draft.areas.length === 0 ? null : [...draft.areas];
    return { ok: true, statement: { kind: "quiet", fromUs: atUs, toUs, areas, source } };
  }
  const { kind, withinS, areas, tracks } = draft;
  const place = placeOf(draft.place);
  if (place === undefined)
    return missing("The place takes latitude and longitude in degrees, such as 48.0061, 31.0024.");
  if (place === null && areas.length + tracks.length === 0)
    return missing("Say where: an area, a place, or which object on the screen it was.");
  return {
    ok: true,
    statement: { kind, atUs, withinS, place, areas: [...areas], tracks: [...tracks], source },
  };
}

const missing = (problem: string): Drafted => ({ ok: false, problem });

type Place = Extract<OutcomeStatement, { kind: "struck" }>["place"];

/** null: none is said; undefined: it is none. */
function placeOf(text: string): Place | undefined {
  if (text.trim() === "") return null;
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (found === null) return undefined;
  const [latitudeDeg, longitudeDeg] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180
    ? undefined
    : { latitudeDeg, longitudeDeg };
}
