import type { DecisionStage, ReasonCode, TimeUs, TrackRecord } from "@tocsin/core";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord } from "./encode-record.ts";

/** Bound on what is listed; the most threatening come first. */
const SUBJECTS_MAX = 10_000;

/** Something in a journal that `why` can be asked about: one track and one area. */
export interface Subject {
  readonly trackId: string;
  readonly areaId: string | null;
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** Numbers of its decisions. */
  readonly decisions: readonly number[];
  readonly highestStage: DecisionStage;
  readonly greatestProbability: number;
  readonly reasons: readonly ReasonCode[];
  readonly class: string;
  /** What it says it is. */
  readonly identity: string | null;
}

interface Draft extends Subject {
  decisions: number[];
  fromUs: TimeUs;
  toUs: TimeUs;
  highestStage: DecisionStage;
  greatestProbability: number;
  reasons: readonly ReasonCode[];
  class: string;
}

const RANK = { none: 0, "pre-alert": 1, "take-cover": 2 } as const;

/** Every recorded track of a journal, once for each area that it was decided on, the most threatening first. */
export function surveySubjects(directory: string): readonly Subject[] {
  const drafts = new Map<string, Draft>();
  const decided = new Set<string>();
  const lives = new Map<string, { fromUs: TimeUs; toUs: TimeUs }>();
  for (const record of readJournal(directory)) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind !== "effect") continue;
    const { effect } = decoded;
    if (effect.type === "track") {
      const { trackId, firstSensedUs, lastSensedUs } = effect.track;
      lives.set(trackId, { fromUs: firstSensedUs, toUs: lastSensedUs });
      const key = `${trackId} `;
      if (!decided.has(trackId)) drafts.set(key, blank(effect.track));
    }
    if (effect.type !== "decision") continue;
    const { decision } = effect;
    const key = `${decision.trackId} ${decision.areaId ?? ""}`;
    decided.add(decision.trackId);
    if (decision.areaId !== null) drafts.delete(`${decision.trackId} `);
    let draft = drafts.get(key);
    if (draft === undefined) {
      draft = { ...EMPTY, trackId: decision.trackId, areaId: decision.areaId, decisions: [] };
      drafts.set(key, draft);
    }
    draft.decisions.push(decision.number);
    draft.fromUs = Math.min(draft.fromUs, decision.decidedUs);
    draft.toUs = Math.max(draft.toUs, decision.decidedUs);
    if (RANK[decision.stage] > RANK[draft.highestStage]) draft.highestStage = decision.stage;
    if (decision.numbers.greatestProbability >= draft.greatestProbability) {
      draft.greatestProbability = decision.numbers.greatestProbability;
      draft.reasons = decision.reasons;
      draft.class = decision.class;
    }
  }
  const subjects = [...drafts.values()].map((draft) => ({
    ...draft,
    ...lives.get(draft.trackId),
  }));
  subjects.sort(
    (a, b) =>
      RANK[b.highestStage] - RANK[a.highestStage] ||
      b.greatestProbability - a.greatestProbability ||
      a.fromUs - b.fromUs,
  );
  return subjects.slice(0, SUBJECTS_MAX);
}

const EMPTY = {
  fromUs: Infinity,
  toUs: 0,
  highestStage: "none",
  greatestProbability: 0,
  reasons: [],
  class: "unknown",
  identity: null,
} as const;

/** A track that nothing was decided of: never confirmed, or there is no area. */
const blank = (track: TrackRecord): Draft => ({
  ...EMPTY,
  trackId: track.trackId,
  areaId: null,
  fromUs: track.firstSensedUs,
  toUs: track.lastSensedUs,
  decisions: [],
  reasons: track.confirmedUs === null ? ["NOT_CONFIRMED"] : [],
  class: track.class,
  identity: track.identity,
});
