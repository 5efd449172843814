import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Reach } from "../geodesy/reach.ts";
import type { RetractionBook, RetractionBookState, ThreatEvidence } from "./retraction-book.ts";
import type { HandRaise, Order } from "./standing-orders.ts";
import type { WarnedPart } from "./warned-part.ts";
import type { Warning, WarningStage } from "./warning.ts";

/** What threatens an area, since it was first decided to. */
export interface Threat {
  /** What it was decided to call for last. */
  reported: ThreatEvidence["stage"];
  /** What it counts for: less than reported while the area is held back; null: nobody was told of it yet. */
  stage: ThreatEvidence["stage"] | null;
  arrivalFromUs: TimeUs;
  arrivalToUs: TimeUs;
  probability: number;
  decision: number;
  /** The track no longer threatens; people still wait out the delay. */
  released: boolean;
  /** From then on it keeps nobody under cover. */
  clearUs: TimeUs;
  /** All that spoke for it in this episode. */
  evidence: ThreatEvidence;
  /** Where in the area it may come down, where the area can be cut; null: anywhere. */
  reach: Reach | null;
}

/** All that is known of one area between messages. */
export interface AreaState {
  episode: number;
  /** The last message of the running episode; null between episodes. */
  last: Warning | null;
  threats: Map<TrackId, Threat>;
  retracted: RetractionBook;
  raise: HandRaise | null;
  inhibit: Order | null;
  /** The all-clear of this episode, or of the next, waits for a search. */
  sweep: boolean;
  /** Of an area that can be cut, what people of it have been warned in this episode; null: nothing yet. */
  part: WarnedPart | null;
  /** The part has grown since the last message: those who are new in it have heard nothing yet. */
  partGrew: boolean;
}

export type AreaStatesState = readonly (readonly [
  AreaId,
  Omit<AreaState, "threats" | "retracted"> & {
    readonly threats: readonly (readonly [TrackId, Threat])[];
    readonly retracted: RetractionBookState;
  },
])[];

export const RANK: Record<WarningStage, number> = {
  "pre-alert": 1,
  "take-cover": 2,
  "all-clear": 0,
  retraction: 0,
};

/** Those that people are told of, or would be now. */
export const activeThreats = (state: AreaState): readonly (readonly [TrackId, Threat])[] =>
  [...state.threats].filter(([, threat]) => threat.stage !== null && !threat.released);

/** Whether a threat, or a person's word, still keeps people under cover: a released threat does until its delay is over. */
export function keepsWarned(state: AreaState): boolean {
  if (state.raise !== null) return true;
  for (const { stage } of state.threats.values()) if (stage !== null) return true;
  return false;
}

/** The stage that threats and people call for now; null: none. */
export function wantedStage(state: AreaState): ThreatEvidence["stage"] | null {
  let wanted: ThreatEvidence["stage"] | null = state.raise?.stage ?? null;
  for (const { stage, released } of state.threats.values()) {
    if (stage === null || released) continue;
    if (wanted === null || RANK[stage] > RANK[wanted]) wanted = stage;
  }
  return wanted;
}

/** Until when what is known now keeps people under cover. */
export function lastClearUs(state: AreaState): TimeUs {
  let clearUs = state.raise?.untilUs ?? 0;
  for (const threat of state.threats.values())
    if (threat.stage !== null) clearUs = Math.max(clearUs, threat.clearUs);
  return clearUs;
}
