import {
  type Engine,
  type EngineEffect,
  type EngineEvent,
  type StepPieces,
  stepThrough,
  type TimeUs,
} from "@tocsin/core";
import { SELF_TEST_LINKS, type SelfTestLink } from "@tocsin/sdk";

/** Notes when a made-up threat has passed each link. It counts from when its first octets left. */
export class StageWatch {
  readonly #nowUs: () => TimeUs;
  readonly #passed = new Map<SelfTestLink, TimeUs>();
  #startUs: TimeUs | null = null;
  #whole: () => void = () => undefined;
  /** Resolves when the last link is passed. */
  readonly whole: Promise<void>;

  constructor(nowUs: () => TimeUs) {
    this.#nowUs = nowUs;
    this.whole = new Promise((resolve) => (this.#whole = resolve));
  }

  /** When the first octets left; null as long as none have. */
  get startUs(): TimeUs | null {
    return this.#startUs;
  }

  start(): void {
    this.#startUs ??= this.#nowUs();
  }

  /** A link counts only after the one before it: what leaves without a warning is a heartbeat. */
  pass(link: SelfTestLink): void {
    if (this.broken() !== link) return;
    this.#passed.set(link, this.#nowUs());
    if (this.broken() === null) this.#whole();
  }

  /** The same engine, watched from inside: what follows a step has left before anybody else hears of it. */
  watched(engine: Engine): Engine {
    return {
      step: (event) => stepThrough(this.#watch(engine, event)),
      begin: (event) => this.#watch(engine, event),
      snapshot: () => engine.snapshot(),
      restore: (snapshot, terrain) => engine.restore(snapshot, terrain),
      openWarnings: () => engine.openWarnings(),
      isUrgent: () => engine.isUrgent(),
      tracks: () => engine.tracks(),
      orders: () => engine.orders(),
      weather: () => engine.weather(),
    };
  }

  *#watch(engine: Engine, event: EngineEvent): StepPieces {
    this.#observeEvent(event);
    const pieces = engine.begin(event);
    for (;;) {
      const { done, value } = pieces.next();
      if (done === true) return value;
      for (const effect of value) this.#observeEffect(effect);
      yield value;
    }
  }

  #observeEvent(event: EngineEvent): void {
    if (event.type === "look" && event.look.detections.length > 0) this.pass("input");
    if (event.type === "receipt" && event.outcome === "acknowledged") this.pass("receipt");
  }

  #observeEffect(effect: EngineEffect): void {
    if (effect.type === "track" && effect.track.change === "confirmed") this.pass("tracking");
    // What is decided on is tracked, though its record comes later in the step.
    if (effect.type === "decision") this.pass("tracking");
    if (effect.type === "decision" && effect.decision.stage !== "none") this.pass("assessment");
    if (effect.type === "warning") this.pass("warning");
  }

  /** The first link that is not passed; null when all are. */
  broken(): SelfTestLink | null {
    return SELF_TEST_LINKS.find((link) => !this.#passed.has(link)) ?? null;
  }

  passedMs(): Readonly<Partial<Record<SelfTestLink, number>>> {
    const startUs = this.#startUs ?? 0;
    return Object.fromEntries(
      [...this.#passed].map(([link, atUs]) => [link, Math.max(0, atUs - startUs) / 1_000]),
    );
  }
}
