import type { TimeUs } from "@tocsin/core";
import { type Claim, type ClaimLimits, type Doubt, DOUBTS, type Judgement } from "./claim.ts";
import { distanceM } from "./claim-distance.ts";
import { NeighbourGrid } from "./neighbour-grid.ts";
import { SignalRange } from "./signal-range.ts";
import { TransmitterNames } from "./transmitter-names.ts";

/** Claimants remembered; beyond it the one not heard for longest is forgotten. */
export const CLAIMANTS_MAX = 4_096;
/** A doubt that is not renewed is forgotten after so long; a score falls to 1/e in it. */
const DOUBT_FADES_US = 120_000_000;
/** What may lie between two honest places beyond the speed's reach: latency and timing. */
const JUMP_SLACK_M = 100;
const SIGMAS = 4;
/** So many places in a row that fit each other move the claimant there, doubted. */
export const JUMP_STAYS = 3;
/** Speed said and movement are compared over at least so long. */
const COMPARE_US = 5_000_000;
/** And over no longer: after a silence nobody knows the way. */
const COMPARE_MAX_US = 30_000_000;

/** How much each doubt adds to the score; our choices. */
const WEIGHTS: Readonly<Record<Doubt, number>> = {
  "impossible-jump": 0.5,
  "impossible-speed": 0.4,
  "speed-and-movement-differ": 0.25,
  "two-at-one-place": 0.2,
  "many-names-one-transmitter": 0.4,
  "signal-and-distance-differ": 0.2,
  clock: 0.2,
};

interface Known {
  last: Claim;
  /** Where it may have jumped, and how many places there fit each other. */
  jump: { last: Claim; count: number } | null;
  /** Start of the stretch over which speed and movement are compared, and the way said since. */
  from: Claim;
  saidWayM: number;
  score: number;
  scoreUs: TimeUs;
  readonly doubtedUs: Map<Doubt, TimeUs>;
}

export interface Doubted {
  readonly count: number;
  readonly worst: readonly {
    readonly claimant: string;
    readonly spoofScore: number;
    readonly doubts: readonly Doubt[];
  }[];
}

/**
 * Remembers who claimed what and weighs each claim against what was claimed before: kinematics, neighbours, transmitter,
 * signal. A score s takes each doubt of weight w as s ← 1 − (1 − s)(1 − w) and fades with time. The score is for
 * people and for wider errors; nothing is silenced by it. Deterministic: time is that of the claims.
 */
export class ClaimBook {
  readonly #limits: ClaimLimits;
  readonly #known = new Map<string, Known>();
  readonly #neighbours = new NeighbourGrid();
  readonly #signals: SignalRange;
  readonly #names = new TransmitterNames();

  constructor(limits: ClaimLimits) {
    this.#limits = limits;
    this.#signals = new SignalRange(limits);
  }

  /** What is thought of a claim, which is then remembered. `extra`: what its bearer found against it. */
  judge(claim: Claim, extra: readonly Doubt[] = []): Judgement {
    const known = this.#known.get(claim.claimant);
    if (known === undefined) return this.#first(claim, extra);
    // The map's order is that of hearing.
    this.#known.delete(claim.claimant);
    this.#known.set(claim.claimant, known);
    const doubts = [...extra, ...this.#around(claim)];
    const isUsable = this.#takeKinematics(known, claim, doubts);
    note(known, claim.timeUs, doubts);
    return { ...summaryOf(known, claim.timeUs), isUsable };
  }

  /** How many have a score of at least `scoreMin` now, and the `namedMax` worst of them, the worst first. */
  doubted(nowUs: TimeUs, scoreMin: number, namedMax: number): Doubted {
    const worst: { readonly claimant: string; readonly known: Known; readonly score: number }[] =
      [];
    let count = 0;
    for (const [claimant, known] of this.#known) {
      if (known.score < scoreMin) continue;
      const score = faded(known, nowUs);
      if (score < scoreMin) continue;
      count++;
      if (worst.length === namedMax && score <= worst[namedMax - 1].score) continue;
      worst.push({ claimant, known, score });
      worst.sort((a, b) => b.score - a.score);
      if (worst.length > namedMax) worst.pop();
    }
    return {
      count,
      worst: worst.map(({ claimant, known }) => ({ claimant, ...summaryOf(known, nowUs) })),
    };
  }

  #first(claim: Claim, extra: readonly Doubt[]): Judgement {
    if (this.#known.size >= CLAIMANTS_MAX) {
      for (const oldest of this.#known.keys()) {
        this.#known.delete(oldest);
        break;
      }
    }
    const known: Known = {
      last: claim,
      jump: null,
      from: claim,
      saidWayM: 0,
      score: 0,
      scoreUs: claim.timeUs,
      doubtedUs: new Map(),
    };
    this.#known.set(claim.claimant, known);
    const doubts = [...extra, ...this.#around(claim)];
    if (isTooFast(claim, this.#limits)) doubts.push("impossible-speed");
    note(known, claim.timeUs, doubts);
    return { ...summaryOf(known, claim.timeUs), isUsable: true };
  }

  /** Doubts from others' claims and from the signal. */
  #around(claim: Claim): Doubt[] {
    const doubts: Doubt[] = [];
    if (this.#neighbours.sharesPlace(claim)) doubts.push("two-at-one-place");
    if (this.#names.hasMany(claim)) doubts.push("many-names-one-transmitter");
    if (this.#signals.differs(claim)) doubts.push("signal-and-distance-differ");
    return doubts;
  }

  /** False where the claim is a jump that has not stayed yet. */
  #takeKinematics(known: Known, claim: Claim, doubts: Doubt[]): boolean {
    if (isTooFast(claim, this.#limits)) doubts.push("impossible-speed");
    if (!this.#canFollow(known.last, claim)) {
      doubts.push("impossible-jump");
      const { jump } = known;
      const stays = jump !== null && this.#canFollow(jump.last, claim);
      known.jump = { last: claim, count: stays ? jump.count + 1 : 1 };
      if (known.jump.count < JUMP_STAYS) return false;
      known.jump = null;
      known.from = claim;
      known.saidWayM = 0;
      known.last = claim;
      return true;
    }
    known.jump = null;
    const aheadUs = claim.timeUs - known.last.timeUs;
    if (aheadUs <= 0) return true;
    known.saidWayM += ((claim.speedMps ?? 0) * aheadUs) / 1e6;
    if (claim.speedMps === null || aheadUs > COMPARE_US) restart(known, claim);
    else if (claim.timeUs - known.from.timeUs >= COMPARE_US) {
      if (contradicts(known, claim)) doubts.push("speed-and-movement-differ");
      restart(known, claim);
    }
    known.last = claim;
    return true;
  }

  #canFollow(before: Claim, after: Claim): boolean {
    const seconds = Math.abs(after.timeUs - before.timeUs) / 1e6;
    const reachM =
      fastest(before, after, this.#limits) * seconds +
      JUMP_SLACK_M +
      SIGMAS * (before.sigmaM + after.sigmaM);
    return distanceM(before, after) <= reachM;
  }
}

/** Between two claims it can have flown twice as fast as it says at either, which covers what happened in a silence. */
function fastest(before: Claim, after: Claim, { speedMaxMps }: ClaimLimits): number {
  if (before.speedMps === null || after.speedMps === null) return speedMaxMps;
  return Math.min(speedMaxMps, 2 * Math.max(before.speedMps, after.speedMps) + 50);
}

const isTooFast = (claim: Claim, limits: ClaimLimits): boolean =>
  claim.speedMps !== null && claim.speedMps > limits.speedMaxMps;

function restart(known: Known, claim: Claim): void {
  known.from = claim;
  known.saidWayM = 0;
}

/**
 * Whether the way said and the way between two places differ by more than half of the longer, 60 m and the
 * errors: a turn shortens the way between places, which half of it allows for.
 */
function contradicts(known: Known, claim: Claim): boolean {
  if (claim.timeUs - known.from.timeUs > COMPARE_MAX_US) return false;
  const movedM = distanceM(known.from, claim);
  const slackM = 60 + SIGMAS * (known.from.sigmaM + claim.sigmaM);
  return Math.abs(movedM - known.saidWayM) > slackM + 0.5 * Math.max(movedM, known.saidWayM);
}

function note(known: Known, nowUs: TimeUs, doubts: readonly Doubt[]): void {
  let score = faded(known, nowUs);
  for (const doubt of doubts) {
    score = 1 - (1 - score) * (1 - WEIGHTS[doubt]);
    known.doubtedUs.set(doubt, nowUs);
  }
  known.score = score;
  known.scoreUs = Math.max(known.scoreUs, nowUs);
}

const faded = (known: Known, nowUs: TimeUs): number =>
  known.score * Math.exp(-Math.max(nowUs - known.scoreUs, 0) / DOUBT_FADES_US);

function summaryOf(known: Known, nowUs: TimeUs) {
  const doubts = DOUBTS.filter((doubt) => {
    const sinceUs = known.doubtedUs.get(doubt);
    return sinceUs !== undefined && nowUs - sinceUs < DOUBT_FADES_US;
  });
  return { spoofScore: faded(known, nowUs), doubts };
}
