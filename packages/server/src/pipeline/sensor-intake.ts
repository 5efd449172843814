import type { HealthEvent, LookEvent, SiteModel, TimeUs } from "@tocsin/core";
import { FairQueue } from "./fair-queue.ts";

/** What a sensor says, on its way to the engine. */
export type SensorEvent = LookEvent | HealthEvent;

/** Sensors' events are taken in for so long without a break; then sockets, timers and channels have their turn. */
export const SLICE_US = 10_000;
/** After so long without any the next begins a new slice. */
const QUIET_US = 1_000;
/** Most events of one sensor that wait. Beyond it its oldest is dropped: the newest tells more of where things are. */
export const WAITING_MAX = { authenticated: 4_096, unauthenticated: 512 } as const;
/** At the end what waits is taken in for so long at most. */
const LAST_SLICE_US = 500_000;

export interface IntakePorts {
  readonly nowUs: () => TimeUs;
  /** Calls back after others had their turn. */
  readonly later: (act: () => void) => void;
  readonly ingest: (event: SensorEvent) => void;
  readonly dropped: (sensorId: string, atUs: TimeUs) => void;
}

/**
 * Takes in at once what there is time for. When more comes than can be taken in, events wait: authenticated sensors go
 * first, and within a class the sensors take turns, so that a flood from one delays neither the warning nor another
 * sensor. Of what cannot be authenticated one event in so many is taken between, and is not starved either.
 */
export class SensorIntake {
  readonly #ports: IntakePorts;
  readonly #trusted = new FairQueue<SensorEvent>(WAITING_MAX.authenticated);
  readonly #others = new FairQueue<SensorEvent>(WAITING_MAX.unauthenticated);
  #authenticated: ReadonlySet<string> = new Set();
  #known: ReadonlySet<string> = new Set();
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
      sensors.filter(({ authenticated }) => authenticated).map(({ id }) => id),
    );
  }

  get waiting(): number {
    return this.#trusted.length + this.#others.length;
  }

  offer(event: SensorEvent): void {
    const nowUs = this.#ports.nowUs();
    if (this.waiting === 0) {
      if (nowUs - this.#lastUs > QUIET_US) this.#sliceUs = nowUs;
      if (nowUs - this.#sliceUs < SLICE_US) {
        this.#ports.ingest(event);
        this.#lastUs = this.#ports.nowUs();
        return;
      }
    }
    const sensorId = event.type === "look" ? event.look.sensorId : event.sensorId;
    const queue = this.#authenticated.has(sensorId) ? this.#trusted : this.#others;
    // Names that no sensor has share one line: who makes them up gains nothing by making up many.
    const key = this.#known.has(sensorId) ? sensorId : "";
    if (queue.push(key, event)) this.#ports.dropped(sensorId, nowUs);
    this.#takeLater();
  }

  /** Before the end: takes in what waits, as far as there is time. */
  finish(): void {
    this.#take(LAST_SLICE_US);
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
      const event = this.#next();
      if (event === undefined) break;
      this.#ports.ingest(event);
    }
    this.#lastUs = this.#ports.nowUs();
  }

  #next(): SensorEvent | undefined {
    const isOthersTurn = this.#taken++ % OTHERS_EVERY === OTHERS_EVERY - 1;
    const [first, second] = isOthersTurn
      ? [this.#others, this.#trusted]
      : [this.#trusted, this.#others];
    return first.shift() ?? second.shift();
  }
}

/** One event in so many is of the sensors that go last. */
const OTHERS_EVERY = 8;
