import type { EvidenceRef } from "../measurement/look.ts";
import type { ImpactComponent } from "../projection/projection.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { AreaId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { AreaAssessment } from "./assess.ts";
import type { SecondOpinion } from "../second-path/second-path.ts";
import type { Verdict } from "./decide.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** What was known of a track at one moment, the same for all areas: with an {@link Entry}, enough to write a decision of it later. */
export interface Sight {
  readonly existence: number;
  readonly class: ObjectClass;
  readonly stateUs: TimeUs;
  readonly state: readonly number[];
  readonly impact: ImpactComponent | null;
  readonly evidence: readonly EvidenceRef[];
}

/** What was found of one area at one moment. */
export interface Entry {
  readonly sight: Sight;
  readonly verdict: Verdict;
  readonly assessment: AreaAssessment;
  readonly secondPath?: SecondOpinion;
}

/** What is remembered of one track and one area. */
export interface Page {
  /** As recorded last. */
  stage: DecisionStage;
  governing: ReasonCode;
  recordedUs: TimeUs;
  everStaged: boolean;
  aboveSinceUs: TimeUs | null;
  /** Number of the last decision recorded from this page. */
  number: number;
  /** Null: it was passed by at a glance, at `passedUs`, and would have to be worked out again. */
  latest: Entry | null;
  passedUs: TimeUs;
  /** When the area was nearest to being hit or reached: what the last decision speaks of. */
  peak: Entry;
  leastMissDistanceM: number;
  /** Of the peak: at every look a glance asks for them of every area, and by way of the entry each is four places in memory away. */
  peakProbability: number;
  peakMissDistanceM: number;
}

/** All that is remembered of one track. */
export interface Chapter {
  readonly pages: Map<AreaId, Page>;
  /** All areas never in play, as one. */
  rest: Page | null;
  /** Whether every page was found far from a warning last; null: not known. Asked for twice a look, while pages lie all over the memory. */
  isQuiet: boolean | null;
}

/** An entry as plain JSON, its sight by its place among the chapter's. */
type EntryState = Omit<Entry, "sight"> & { readonly sight: number };
type PageState = Omit<Page, "latest" | "peak"> & {
  readonly latest: EntryState | null;
  readonly peak: EntryState;
};

/** A chapter as plain JSON. Every sight stands in it once, though all areas share it: evidence is long. */
export interface ChapterState {
  readonly sights: readonly Sight[];
  readonly pages: readonly (readonly [AreaId, PageState])[];
  readonly rest: PageState | null;
}

export function chapterState({ pages, rest }: Chapter): ChapterState {
  const sights: Sight[] = [];
  const placeOf = (sight: Sight): number => {
    const known = sights.indexOf(sight);
    return known === -1 ? sights.push(sight) - 1 : known;
  };
  const entryState = (entry: Entry): EntryState => ({ ...entry, sight: placeOf(entry.sight) });
  const pageState = (page: Page): PageState => ({
    ...page,
    latest: page.latest === null ? null : entryState(page.latest),
    peak: entryState(page.peak),
  });
  return {
    pages: [...pages].map(([area, page]) => [area, pageState(page)]),
    rest: rest === null ? null : pageState(rest),
    sights,
  };
}

export function chapterOf({ sights, pages, rest }: ChapterState): Chapter {
  const entryOf = (state: EntryState): Entry => ({ ...state, sight: sights[state.sight] });
  const pageOf = (state: PageState): Page => ({
    ...state,
    latest: state.latest === null ? null : entryOf(state.latest),
    peak: entryOf(state.peak),
  });
  return {
    pages: new Map(pages.map(([area, page]) => [area, pageOf(page)])),
    rest: rest === null ? null : pageOf(rest),
    isQuiet: null,
  };
}
