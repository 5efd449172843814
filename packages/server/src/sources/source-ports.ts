import type { Clock } from "@tocsin/sdk";

/** What a source needs of the world beside its line. */
export interface SourcePorts {
  readonly clock: Clock;
  /** A number in [0, 1), for pauses that do not fall together when many lines broke at once. */
  readonly chance: () => number;
}
