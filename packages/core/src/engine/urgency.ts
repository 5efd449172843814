import type { Verdict } from "../assessment/decide.ts";
import type { DecisionBook } from "../assessment/decision-book.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Track } from "../tracking/track.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { AreaStates } from "../warning/area-states.ts";
import { mayThreaten } from "./areas-at-stake.ts";

/** What was at least this share of its threshold a look ago may be above it now: in generated salvos nearly all that were above had been. */
const NEAR_THRESHOLD = 0.05;

/** Reasons that the next look may take away from anything that flies. */
const NEARLY: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "PREDICTED_MISS",
  "BELOW_THRESHOLD",
  "TOO_FAR_OFF",
  "NOT_SUSTAINED",
  "UNCORROBORATED",
  "COMMON_CAUSE",
]);

/** What the assessment of a track may lead to at most: a warning starts or rises; a running one changes; nothing is said to anybody. */
export type UrgencyKind = "rises" | "changes" | "calm";

export interface Urgency {
  readonly kind: UrgencyKind;
  /** When it may be there, as it was found last; after all others where nothing was found yet. */
  readonly arrivalUs: TimeUs;
}
const CALM: Urgency = { kind: "calm", arrivalUs: Number.MAX_SAFE_INTEGER };

interface UrgencyParts {
  readonly site: SiteModel;
  readonly book: Pick<DecisionBook, "latestOf">;
  readonly areaStates: Pick<AreaStates, "mayTell">;
}

/**
 * How urgent it is to assess a known track again, by what was found of it last: nothing is worked out for it. It decides in which order
 * tracks are assessed and on nothing else; what was calm and threatens after all is found a few milliseconds later.
 */
export function urgencyOfKnown(
  { book, areaStates }: Pick<UrgencyParts, "book" | "areaStates">,
  id: TrackId,
  nowUs: TimeUs,
): Urgency {
  let kind: UrgencyKind = "calm";
  let arrivalUs = CALM.arrivalUs;
  for (const [areaId, { latest, stage }] of book.latestOf(id)) {
    if (stage === "none" && (latest === null || isFarFromWarning(latest.verdict))) continue;
    const told = areaStates.mayTell(areaId, nowUs);
    if (told === "nothing") continue;
    if (kind !== "rises") kind = told;
    // What a class or a height speaks against may be a threat by this look, but comes after what only its probability does.
    if (latest === null || (stage === "none" && !isNearlyDecided(latest.verdict))) continue;
    arrivalUs = Math.min(arrivalUs, latest.assessment.arrivalFromUs ?? arrivalUs);
  }
  return kind === "calm" ? CALM : { kind, arrivalUs };
}

const isFarFromWarning = ({ probability, threshold, reasons }: Verdict): boolean =>
  probability < NEAR_THRESHOLD * threshold || reasons.includes("NOT_A_PROTECTED_AREA");

const isNearlyDecided = ({ reasons }: Verdict): boolean => reasons.every((one) => NEARLY.has(one));

/** How urgent it is to assess a track of which nothing was found yet, by a bound of what may be. */
export function urgencyOfNew(
  { site, areaStates }: UrgencyParts,
  track: Track,
  nowUs: TimeUs,
): Urgency {
  let kind: UrgencyKind = "calm";
  for (const area of site.areas) {
    const told = areaStates.mayTell(area.id, nowUs);
    if (told === "nothing" || told === kind || !mayThreaten(site, track, area, nowUs)) continue;
    kind = told;
    if (kind === "rises") break;
  }
  return kind === "calm" ? CALM : { ...CALM, kind };
}

/** The soonest first. */
export const bySoonest = (
  a: { readonly urgency: Urgency },
  b: { readonly urgency: Urgency },
): number => a.urgency.arrivalUs - b.urgency.arrivalUs;
