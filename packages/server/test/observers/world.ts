import { createEngine, type Look, type SensorHealth, type SiteModel } from "@tocsin/core";
import {
  type AdapterSink,
  type Clock,
  compileSite,
  type ObservationReport,
  parseSiteConfig,
  type SiteConfig,
} from "@tocsin/sdk";
import { ObserverDesk } from "../../src/adapters/observers/observer-desk.ts";
import { ObservationDesk } from "../../src/http/observations/observation-desk.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import {
  type PostObservers,
  postObservers,
  type RecordJournal,
} from "../../src/run/post-observers.ts";
import { IdentityServer } from "../identity/identity-server.ts";
import { SITE } from "../run/post-process.ts";

const PEOPLE = {
  id: "people",
  name: "People",
  kind: "observer",
  latitude_deg: SITE.site.latitude_deg,
  longitude_deg: SITE.site.longitude_deg,
  height_m: 152,
  coverage: { range_max_m: 20_000, elevation_max_deg: 90, horizon: false },
  detection_probability: 0.3,
  false_detections_per_sweep: 0.1,
  period_s: 10,
  stale_after_s: 7_200,
};

export const CONFIG: SiteConfig = ((): SiteConfig => {
  const parsed = parseSiteConfig({
    ...SITE,
    mode: "shadow",
    channels: [],
    sensors: [...SITE.sensors, PEOPLE],
    inputs: [{ type: "observers", id: "phones", sensor: "people" }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
})();
export const MODEL: SiteModel = compileSite(CONFIG, { terrain: null });

let made = 0;
/** A drone that was just seen north-east of the site's middle. */
export const reportOf = (changes: Partial<ObservationReport> = {}): ObservationReport => ({
  id: `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`,
  kind: "drone",
  count: 1,
  sense: "seen",
  ageS: 1,
  from: {
    latitudeDeg: CONFIG.site.latitude_deg + 0.001_234_56,
    longitudeDeg: CONFIG.site.longitude_deg,
    accuracyM: 12,
  },
  direction: { azimuthDeg: 45, north: "true", accuracyDeg: 10, elevationDeg: 20 },
  place: null,
  headingDeg: null,
  lacking: [],
  ...changes,
});

/** A post's way for reports behind a server with people: a real journal, a real store, real desks; the clock is the test's. */
export class ReportWorld {
  readonly server = new IdentityServer();
  readonly looks: Look[] = [];
  readonly health: SensorHealth["status"][] = [];
  readonly desk: ObserverDesk;
  readonly post: PostObservers;
  readonly #stop = new AbortController();
  readonly #wakers = new Set<() => void>();

  constructor() {
    const clock: Clock = {
      nowUs: () => this.server.nowUs,
      waitUntil: (_timeUs, signal) =>
        new Promise((resolve) => {
          this.#wakers.add(resolve);
          signal?.addEventListener("abort", () => resolve());
        }),
    };
    this.desk = new ObserverDesk(inputOf(), MODEL, clock);
    const post = postObservers({
      config: CONFIG,
      site: MODEL,
      dataDir: this.server.folder,
      journalDirectory: journalDirectory(this.server.folder),
      journal: syncing(this.server.journal),
      engine: createEngine(),
      clock,
      adapters: [this.desk],
    });
    if (post === null) throw new Error("the site takes reports");
    this.post = post;
  }

  async serve(): Promise<void> {
    void this.desk.run(this.#sink(), this.#stop.signal);
    while (this.#wakers.size === 0) await new Promise((resolve) => setImmediate(resolve));
    this.open();
    await this.server.serve();
  }

  /** Reads the store anew, as a server's thread that was started again does. */
  open(): void {
    this.server.observations?.close();
    const observations = new ObservationDesk({
      input: this.post.input(),
      ask: (question) => this.post.answer(question),
      nowMs: () => this.server.nowUs / 1_000,
    });
    this.server.observations = observations;
    this.post.learnt = (record, sequence) => observations.learnt(record, sequence);
  }

  /** Lets the input look at what waits. */
  async passS(seconds: number): Promise<void> {
    this.server.nowUs += seconds * 1_000_000;
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const wake of wakers) wake();
    while (this.#wakers.size === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.server.observations?.close();
    await this.server.close();
  }

  #sink(): AdapterSink {
    return {
      look: (look) => void this.looks.push(look),
      health: (_sensor, status) => void this.health.push(status),
      rejected: () => undefined,
      report: () => undefined,
      link: () => undefined,
    };
  }
}

/** The journal of a post syncs by itself, in a thread; this one when it is asked. */
const syncing = (journal: Journal): RecordJournal => ({
  durableSequence: () => journal.durableSequence(),
  append: (type, payload) => {
    const sequence = journal.append(type, payload);
    if (sequence !== null) journal.awaitDurable(sequence, 60_000);
    return sequence;
  },
});

function inputOf(): Extract<SiteConfig["inputs"][number], { type: "observers" }> {
  const [input] = CONFIG.inputs;
  if (input?.type !== "observers") throw new Error("the input of people");
  return input;
}
