import {
  type HealthEvent,
  type LookEvent,
  type SiteModel,
  type TimeUs,
  trustClassOf,
} from "@tocsin/core";
import { FairQueue } from "./fair-queue.ts";
import { type BucketSize, TokenBucket } from "./token-bucket.ts";

/** What a sensor says, on its way to the engine. */
export type SensorEvent = LookEvent | HealthEvent;

/** Sensors' events are taken in for so long without a break; then sockets, timers and channels have their turn. */
export const SLICE_US = 10_000;
/** After so long without any the next begins a new slice. */
const QUIET_US = 1_000;
/** At the end what waits is taken in for so long at most. */
const LAST_SLICE_US = 500_000;

/** Lines in which events wait, in the order in which they are served. */
const RANKS = ["authenticated", "others", "over-rate"] as const;
type Rank = (typeof RANKS)[number];

/** Most events of one sensor that wait in a line. Beyond it its oldest is dropped: the newest tells more of where things are. */
export const WAITING_MAX: Readonly<Record<Rank, number>> = {
  authenticated: 4_096,
  others: 512,
  "over-rate": 256,
};
/**
 * What one sensor is heard at before others, by whether its reports are authenticated: an event costs one and one for each detection. Within it a
 * radar with 500 tracks at ten sweeps a second has its place. What is over the rate is not refused while there is time: it goes last.
 */
export const RATES: Readonly<Record<"authenticated" | "others", BucketSize>> = {
  authenticated: { perSecond: 20_000, burst: 40_000 },
  others: { perSecond: 4_000, burst: 8_000 },
};

/** Why an event was dropped. `queue-full`: it waited behind too many. `over-rate`: the same, and its sensor sent more than it may. */
export type DropReason = "queue-full" | "over-rate";

/** Where an event came in. */
export interface Drop {
  readonly inputId: string;
  /** null: no sensor of the site. */
  readonly sensorId: string | null;
  readonly reason: DropReason;
}

export interface IntakePorts {
  readonly nowUs: () => TimeUs;
  /** Calls back after others had their turn. */
  readonly later: (act: () => void) => void;
  readonly ingest: (event: SensorEvent) => void;
  readonly dropped: (drop: Drop) => void;
}

interface Waiting {
  readonly event: SensorEvent;
  readonly inputId: string;
}

/**
 * Takes in at once what there is time for. When more comes than can be taken in, events wait: authenticated sensors go
 * first, then the others, then what is over its sensor's rate; within a line the sensors take turns, so that a flood from one delays neither the
 * warning nor another sensor. Of the lines behind one event in so many is taken between, and none is starved.
 */
export class SensorIntake {
  readonly #ports: IntakePorts;
  readonly #lines: Readonly<Record<Rank, FairQueue<Waiting>>> = {
    authenticated: new FairQueue(WAITING_MAX.authenticated),
    others: new FairQueue(WAITING_MAX.others),
    "over-rate": new FairQueue(WAITING_MAX["over-rate"]),
  };
  #authenticated: ReadonlySet<string> = new Set();
  #known: ReadonlySet<string> = new Set();
  /** By sensor; those that the site does not know share one. */
  #buckets = new Map<string, TokenBucket>();
  #sliceUs: TimeUs = 0;
  #lastUs: TimeUs = Number.NEGATIVE_INFINITY;
  #taken = 0;
  #isDue = false;

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  configure({ sensors }: SiteModel): void {
    this.#known = new Set(sensors.map(({ id }) => id));
    this.#authenticated = new Set(
      sensors.filter((spec) => trustClassOf(spec) === "authenticated").map(({ id }) => id),
    );
    this.#buckets = new Map();
  }

  get waiting(): number {
    return RANKS.reduce((sum, rank) => sum + this.#lines[rank].length, 0);
  }

  offer(event: SensorEvent, inputId: string): void {
    const nowUs = this.#ports.nowUs();
    const sensorId = event.type === "look" ? event.look.sensorId : event.sensorId;
    // Names that no sensor has share one line: who makes them up gains nothing by making up many.
    const key = this.#known.has(sensorId) ? sensorId : "";
    const rank = this.#rankOf(key, event, nowUs);
    if (this.waiting === 0) {
      if (nowUs - this.#lastUs > QUIET_US) this.#sliceUs = nowUs;
      if (nowUs - this.#sliceUs < SLICE_US) {
        this.#ports.ingest(event);
        this.#lastUs = this.#ports.nowUs();
        return;
      }
    }
    const out = this.#lines[rank].push(key, { event, inputId });
    if (out !== undefined)
      this.#ports.dropped({
        inputId: out.inputId,
        sensorId: key === "" ? null : key,
        reason: rank === "over-rate" ? "over-rate" : "queue-full",
      });
    this.#takeLater();
  }

  /** Before the end: takes in what waits, as far as there is time. */
  finish(): void {
    this.#take(LAST_SLICE_US);
  }

  #rankOf(key: string, event: SensorEvent, nowUs: TimeUs): Rank {
    const trust = this.#authenticated.has(key) ? "authenticated" : "others";
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = new TokenBucket(RATES[trust], nowUs);
      this.#buckets.set(key, bucket);
    }
    const cost = 1 + (event.type === "look" ? event.look.detections.length : 0);
    return bucket.take(cost, nowUs) ? trust : "over-rate";
  }

  #takeLater(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#ports.later(() => {
      this.#isDue = false;
      this.#take(SLICE_US);
      if (this.waiting > 0) this.#takeLater();
    });
  }

  #take(sliceUs: number): void {
    this.#sliceUs = this.#ports.nowUs();
    while (this.#ports.nowUs() - this.#sliceUs < sliceUs) {
      const next = this.#next();
      if (next === undefined) break;
      this.#ports.ingest(next.event);
    }
    this.#lastUs = this.#ports.nowUs();
  }

  #next(): Waiting | undefined {
    const turn = this.#taken++;
    const [trusted, others, over] = RANKS.map((rank) => this.#lines[rank]);
    if (turn % OVER_RATE_EVERY === OVER_RATE_EVERY - 1)
      return over.shift() ?? trusted.shift() ?? others.shift();
    if (turn % OTHERS_EVERY === OTHERS_EVERY - 1)
      return others.shift() ?? trusted.shift() ?? over.shift();
    return trusted.shift() ?? others.shift() ?? over.shift();
  }
}

/** One event in so many is of the sensors that are not authenticated, and one of those over their rate. */
const OTHERS_EVERY = 8;
const OVER_RATE_EVERY = 32;
