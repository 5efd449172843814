import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assert, type TimeUs } from "@tocsin/core";

/** Garbage that is worth collecting: a few of the looks of a busy sky; V8 lets some 16 MB gather and then collects at once, whoever waits. */
const COLLECTED_LEAST_BYTES = 4 * 1024 * 1024;
/** Not more often than this: a collection takes about a millisecond. */
const COLLECTED_EVERY_US = 100_000;

type Collect = (options: { readonly type: "minor" }) => void;

/**
 * The part of the heap in which objects begin. What a look leaves there is collected when nobody waits, so that a collection seldom falls into a step: there it
 * holds up a warning by three milliseconds and, where its helper threads have to wait for a processor, by many more.
 */
export class YoungHeap {
  readonly #collect: Collect;
  #collectedUs: TimeUs = Number.NEGATIVE_INFINITY;

  constructor() {
    // V8 gives the collector only to contexts that are made once it was asked for.
    setFlagsFromString("--expose-gc");
    const collect: unknown = runInNewContext("gc");
    assert(typeof collect === "function", "V8 exposes its collector");
    this.#collect = collect as Collect;
  }

  /** Collects if that is worth while; whether it did. For when there is nothing else to do. */
  tidy(nowUs: TimeUs): boolean {
    if (nowUs - this.#collectedUs < COLLECTED_EVERY_US) return false;
    if (usedBytes() < COLLECTED_LEAST_BYTES) return false;
    this.#collectedUs = nowUs;
    this.#collect({ type: "minor" });
    return true;
  }
}

const usedBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_used_size ??
  0;
