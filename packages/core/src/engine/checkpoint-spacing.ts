/** What a look costs beside its detections, and a mark for each track that it keeps: in detections. */
const LOOK_WORK = 4;
const MARK_WORK_PER_TRACK = 1 / 16;
/** Looks after which what came before them counts half. */
const MEMORY_LOOKS = 128;
/** A rewind applies at most this many looks more than it must, whatever a mark costs. */
const LOOKS_BETWEEN_MAX = 32;
/** Nor does a mark stand nearer to the last than this share of all looks that are kept: so many marks and no more. */
const LOOKS_PER_MARK_SHARE = 1 / 128;

/** What a lag buffer's next checkpoints depend on. */
export interface CheckpointSpacingState {
  readonly looks: number;
  readonly late: number;
}

/**
 * How far apart checkpoints pay. With a mark's cost m, a look's cost w and a share p of looks that come late, marks every
 * W of work cost m·w/W for a look, and rewinds to the last mark before a late look W/2·p more than they must; the sum is
 * least at W² = 2·m·w/p. It decides nothing but the cost: the state is the same wherever checkpoints lie.
 */
export class CheckpointSpacing {
  /** Looks that came, and late ones among them, the older the less. One late look is supposed from the start. */
  #looks = MEMORY_LOOKS;
  #late = 1;

  arrived(late: boolean): void {
    this.#looks++;
    if (late) this.#late++;
    if (this.#looks < 2 * MEMORY_LOOKS) return;
    this.#looks = MEMORY_LOOKS;
    this.#late = Math.max(1, this.#late >> 1);
  }

  /** Whether a mark before the next look pays. */
  isDue(since: {
    /** Looks applied since the last mark, and the work in them. */
    readonly looks: number;
    readonly work: number;
    readonly nextWork: number;
    readonly tracks: number;
    readonly looksKept: number;
  }): boolean {
    if (since.looks < LOOKS_PER_MARK_SHARE * since.looksKept) return false;
    if (since.looks >= LOOKS_BETWEEN_MAX) return true;
    const markWork = MARK_WORK_PER_TRACK * since.tracks;
    return since.work * since.work * this.#late >= 2 * markWork * since.nextWork * this.#looks;
  }

  snapshot(): CheckpointSpacingState {
    return { looks: this.#looks, late: this.#late };
  }
  restore({ looks, late }: CheckpointSpacingState): void {
    this.#looks = looks;
    this.#late = late;
  }
}

/** Work of applying a look, in detections. */
export const lookWork = (detections: number): number => LOOK_WORK + detections;
