import { IS_BRANCHED } from "./track-columns.ts";
import { NO_CLUSTER, TrackTable } from "./track-table.ts";

/** Numbers begin again after this many: by then the old ones are gone, and were one not, it would cost a little work. */
const NUMBERS_MAX = 500_000_000;
/** Clusters of one number modulo this are settled together, which is never wrong. A power of two. */
export const MARKS = 4096;
/** What a cluster's number is modulo {@link MARKS}. */
export const markOf = (cluster: number): number => cluster & (MARKS - 1);

export interface ClustersState {
  readonly next: number;
  readonly unsettled: readonly number[];
}

/**
 * Which tracks that are not confirmed have to be weighed together: any two that share a detection are in one cluster. A look touches few
 * clusters, and only those are weighed anew ({@link settleHypotheses}). What is in one cluster and shares nothing any more is found when it
 * is weighed; until then it costs a little work and changes no answer.
 */
export class HypothesisClusters {
  #next = NO_CLUSTER + 1;
  /** Clusters that changed, each once; and for each of their numbers, modulo {@link MARKS}, 1. */
  readonly #unsettled: number[] = [];
  readonly #isUnsettled = new Uint8Array(MARKS);
  /** For each detection of the look under way, the cluster of the tracks that took it. Not state. */
  #ofDetection = new Int32Array(64);

  /** Readies for a look of so many detections. */
  open(detections: number): void {
    if (this.#ofDetection.length < detections) this.#ofDetection = new Int32Array(2 * detections);
    this.#ofDetection.fill(NO_CLUSTER, 0, detections);
  }

  /** The track at a place took a detection of the look: it shares it with whoever else did. */
  join(tracks: TrackTable, place: number, detection: number): void {
    const own = clusterAt(tracks, place);
    const other = this.#ofDetection[detection];
    this.#ofDetection[detection] = own;
    if (other === NO_CLUSTER || other === own) return;
    for (let at = 0; at < tracks.count; at++) {
      if (clusterAt(tracks, at) === other) setCluster(tracks, at, own);
    }
    for (let i = 0; i < this.#ofDetection.length; i++) {
      if (this.#ofDetection[i] === other) this.#ofDetection[i] = own;
    }
  }

  /** The newest track began with a detection of the look, which others may have taken. */
  begin(tracks: TrackTable, detection: number): void {
    const shared = this.#ofDetection[detection];
    tracks.clusters[tracks.live[tracks.count - 1]] =
      shared === NO_CLUSTER ? this.#newNumber() : shared;
    this.touch(tracks, tracks.count - 1);
  }

  /** The track at a place is another than it was, or is about to be gone. */
  touch(tracks: TrackTable, place: number): void {
    const cluster = clusterAt(tracks, place);
    if (cluster !== NO_CLUSTER) this.#unsettle(cluster);
  }

  /** Makes a cluster of its own of the tracks at some places, which share nothing with the rest of theirs. */
  part(tracks: TrackTable, parted: readonly { readonly place: number }[]): void {
    const number = this.#newNumber();
    for (const { place } of parted) setCluster(tracks, place, number);
  }

  get areUnsettled(): boolean {
    return this.#unsettled.length > 0;
  }

  /** By what a cluster's number is modulo {@link MARKS}: 1 where it may have changed since all were settled. */
  get unsettledMarks(): Uint8Array {
    return this.#isUnsettled;
  }

  settled(): void {
    for (const cluster of this.#unsettled) this.#isUnsettled[markOf(cluster)] = 0;
    this.#unsettled.length = 0;
  }

  state(): ClustersState {
    return { next: this.#next, unsettled: this.#unsettled.slice().sort((p, q) => p - q) };
  }

  restore({ next, unsettled }: ClustersState): void {
    this.#next = next;
    this.settled();
    for (const cluster of unsettled) this.#unsettle(cluster);
  }

  #unsettle(cluster: number): void {
    const mark = markOf(cluster);
    if (this.#isUnsettled[mark] === 1) return;
    this.#isUnsettled[mark] = 1;
    this.#unsettled.push(cluster);
  }

  #newNumber(): number {
    const number = this.#next;
    this.#next = number === NUMBERS_MAX ? NO_CLUSTER + 1 : number + 1;
    return number;
  }
}

export const clusterAt = ({ clusters, live }: TrackTable, place: number): number =>
  clusters[live[place]];

function setCluster(tracks: TrackTable, place: number, cluster: number): void {
  const index = tracks.ownCounted(place);
  tracks.clusters[index] = cluster;
}

/**
 * Whether the object of the track at a place goes on as another hypothesis about its founding detection; live places from `kept` to `place`
 * mean nothing.
 */
export function goesOnAsOther(tracks: TrackTable, place: number, kept: number): boolean {
  const { live, numbers, evidence, count } = tracks;
  const cluster = clusterAt(tracks, place);
  const index = live[place];
  if (cluster === NO_CLUSTER || numbers[TrackTable.at(index) + IS_BRANCHED] === 0) return false;
  for (let other = 0; other < count; other++) {
    if (other >= kept && other <= place) continue;
    if (clusterAt(tracks, other) === cluster && evidence[live[other]][0] === evidence[index][0])
      return true;
  }
  return false;
}
