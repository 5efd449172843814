/** One way to explain detections as of one object: a Bernoulli of the mixture. It never changes; what goes on from it is a new one. */
export interface LocalHypothesis {
  /** As a track's row: its bank of motion models, and what else the columns of a track are. Shared with those before while nothing in it changes. */
  readonly row: Float64Array;
  /** Probability that there is such an object, given this way. */
  readonly existence: number;
  /** Up to when survival was charged. */
  readonly existenceUs: number;
  /** Its detections by the numbers they have in the run, {@link MISSED} for a look that should have shown it; the latest {@link HISTORY_MAX}. */
  readonly history: readonly number[];
}

export const MISSED = -1;
/** What shared a detection longer ago than so many looks is no longer held to contend. */
const HISTORY_MAX = 16;

/** A history with one more entry. */
export function withEntry(history: readonly number[], entry: number): readonly number[] {
  return [...(history.length < HISTORY_MAX ? history : history.slice(1)), entry];
}

/** Ways to explain the detections that may be of one object, the one that a detection founded. */
export interface Tree {
  readonly id: string;
  readonly isConfirmed: boolean;
}

/** One way to explain everything in a cluster: a hypothesis of each of its trees, null where the tree's object is another's or none. */
export interface GlobalHypothesis {
  /** ln of its probability. */
  readonly logWeight: number;
  readonly choices: readonly (LocalHypothesis | null)[];
}

/** Trees that contend, and the ways to explain them together, the most probable first. Clusters are independent of each other. */
export interface Cluster {
  readonly trees: readonly Tree[];
  readonly globals: readonly GlobalHypothesis[];
}

/** How much is kept of what would be kept without end. */
export interface PmbmLimits {
  /** Global hypotheses of a cluster. */
  readonly globalsMax: number;
  /** A global hypothesis less probable than e to this, beside the best of its cluster, is left out. */
  readonly logWeightLeast: number;
  /** A Bernoulli that exists less probably goes back to the objects that nobody has detected. */
  readonly existenceLeast: number;
  /** Hypotheses of one tree that agree in their latest so many looks are held to be one, the more probable; Infinity for never. */
  readonly looksAlike: number;
}
