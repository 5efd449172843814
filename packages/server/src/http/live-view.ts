import type { Engine, OfficialEntry, SiteModel, TimeUs, Warning } from "@tocsin/core";
import type { Operations, Picture, PictureRecipient, ShownDrill } from "@tocsin/sdk";
import type { Journal } from "../journal/journal.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import type { PostPeople } from "../run/post-people.ts";
import { PictureBuilder } from "../picture/picture-builder.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import type { HttpFront } from "./http-front.ts";
import type { SelfTest } from "../self-test/self-test.ts";
import { PostCounters } from "./post-metrics.ts";

/** Pictures go out at most this often. */
const PICTURE_PERIOD_MS = 250;
const PULSE_PERIOD_MS = 500;
/** Though nothing arrived: what the passing of time alone changes. */
const REFRESH_MS = 5_000;
/** Making pictures may take this share of the thread that protects, and no more. */
const SHARE_MAX = 0.05;

/**
 * Watches a post from inside its thread and shows it to the server's: what it costs the post is bounded, by rate and by
 * share of time. While the server does not take what it was given, nothing more is made.
 */
export class LiveView {
  readonly #builder: PictureBuilder;
  readonly #counters = new PostCounters();
  readonly #engine: Engine;
  readonly #journal: Pick<Journal, "lastSequence" | "durableSequence">;
  readonly #nowUs: () => TimeUs;
  readonly #recipients: () => readonly PictureRecipient[];
  readonly #people: Pick<PostPeople, "pageCounts" | "safeCounts"> | null;
  readonly #selfTest: SelfTest | null;
  /** What people can do, and what waits for a second person; null: nothing can be commanded. */
  operations: (() => Operations) | null = null;
  /** A drill beside the post; null: there is none here. */
  drill: (() => ShownDrill | null) | null = null;
  #changed = true;
  #pictureMs = Number.NEGATIVE_INFINITY;
  #pulseMs = Number.NEGATIVE_INFINITY;
  #costMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: {
    readonly site: SiteModel;
    readonly timeZone: string | null;
    /** Whether any channel carries what this post warns of; absent: some does. */
    readonly isCarried?: boolean;
    readonly engine: Engine;
    readonly journal: Pick<Journal, "lastSequence" | "durableSequence">;
    readonly openWarnings: readonly Warning[];
    readonly official?: readonly OfficialEntry[];
    /** How those are that channels carry warnings to. */
    readonly recipients?: () => readonly PictureRecipient[];
    readonly nowUs: () => TimeUs;
    /** What the people's page counts, and who said to be safe; absent: there is none. */
    readonly people?: Pick<PostPeople, "pageCounts" | "safeCounts">;
    /** How the post's tests of itself go; absent: there are none. */
    readonly selfTest?: SelfTest | null;
  }) {
    this.#builder = new PictureBuilder(options.site, {
      timeZone: options.timeZone,
      isCarried: options.isCarried ?? true,
    });
    const { engine } = options;
    this.#builder.adopt(options.openWarnings, options.official, engine.weather(), engine.orders());
    this.#engine = options.engine;
    this.#journal = options.journal;
    this.#nowUs = options.nowUs;
    this.#recipients = options.recipients ?? (() => []);
    this.#people = options.people ?? null;
    this.#selfTest = options.selfTest ?? null;
  }

  observe(step: PipelineStep): void {
    const nowUs = this.#nowUs();
    this.#builder.observe(step, nowUs);
    this.#counters.observe(step, nowUs);
    this.#changed = true;
  }

  /** Something else than a step has changed what there is to see. */
  touch(): void {
    this.#changed = true;
  }

  /** What there is to see at this moment. */
  picture(): Picture {
    return this.#picture(this.#nowUs());
  }

  /** Shows from now on what happens, until {@link stop}. */
  show(front: HttpFront): void {
    this.#timer = setInterval(() => this.#look(front), PICTURE_PERIOD_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #picture(timeUs: TimeUs): Picture {
    this.#builder.noteRecipients(this.#recipients());
    const picture = this.#withSafe(this.#builder.picture(timeUs, this.#engine.tracks()));
    const { operations } = this;
    const drill = this.drill?.() ?? null;
    return {
      ...picture,
      ...(operations === null ? {} : { operations: operations() }),
      ...(this.#selfTest === null ? {} : { selfTest: this.#selfTest.shown() }),
      ...(drill === null ? {} : { drill }),
    };
  }

  /** With how many people of each area said that they are safe, which no decision knows. */
  #withSafe(picture: Picture): Picture {
    const safe = this.#people?.safeCounts() ?? [];
    if (safe.length === 0) return picture;
    const areas = picture.areas.map((area) => {
      const found = safe.find((each) => each.area === area.id);
      return found === undefined ? area : { ...area, safe: found.count };
    });
    return { ...picture, areas };
  }

  #look(front: HttpFront): void {
    front.watch();
    if (!front.ready) return;
    const nowMs = monotonicMs();
    const sinceMs = nowMs - this.#pictureMs;
    const due = (this.#changed && sinceMs >= this.#costMs / SHARE_MAX) || sinceMs >= REFRESH_MS;
    if (!due && nowMs - this.#pulseMs < PULSE_PERIOD_MS - PICTURE_PERIOD_MS / 2) return;
    const timeUs = this.#nowUs();
    const picture = due ? this.#picture(timeUs) : null;
    const durableSequence = this.#journal.durableSequence();
    const lag = this.#journal.lastSequence() - durableSequence;
    front.pulse({
      timeUs,
      picture,
      metrics: this.#counters.report(
        lag,
        this.#people?.pageCounts(),
        this.#selfTest?.metrics() ?? null,
      ),
      durableSequence,
    });
    this.#pulseMs = nowMs;
    if (!due) return;
    this.#changed = false;
    this.#pictureMs = nowMs;
    this.#costMs = monotonicMs() - nowMs;
  }
}
