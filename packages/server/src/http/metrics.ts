import type { Operations, PictureSensor } from "@tocsin/sdk";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { readinessOf } from "./health-routes.ts";
import type { HttpState } from "./http-state.ts";
import type { LiveHub } from "./live-hub.ts";
import type { PostMetrics } from "./post-metrics.ts";
import { selfTestMetrics } from "./self-test-metrics.ts";

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The metrics of a post, in the form that Prometheus reads: docs/reference/metrics.md has each. */
export class HttpMetrics {
  readonly registry = new Registry();
  readonly #metrics: (Counter | Gauge)[] = [];
  readonly #state: HttpState;
  readonly #hub: LiveHub;
  #post: PostMetrics | null = null;
  readonly #events = this.#histogram(
    "tocsin_event_seconds",
    "From the reception of an event until it was recorded and acted on.",
  );
  readonly #warnings = this.#histogram(
    "tocsin_detection_to_warning_seconds",
    "From the reception of a look until the warning that it led to was handed to the channels.",
  );

  constructor(state: HttpState, hub: LiveHub) {
    this.#state = state;
    this.#hub = hub;
    this.#counter("tocsin_looks_total", "Looks taken in.", "sensor", (p) => p.looks);
    this.#counter("tocsin_detections_total", "Detections in them.", "sensor", (p) => p.detections);
    this.#counter("tocsin_faults_total", "Faults recorded.", "code", (p) => p.faults);
    this.#counter("tocsin_decisions_total", "Decisions recorded.", "stage", (p) => p.decisions);
    this.#counter("tocsin_warnings_total", "Messages to people.", "stage", (p) => p.warnings);
    this.#receipts();
    this.#rejections();
    this.#protection();
    this.#sensorGauges();
    this.#recipientGauge();
    this.#operations();
    this.#gauge("tocsin_journal_lag_records", "Records that wait for the disk.", () =>
      this.#post === null ? null : this.#post.journalLag,
    );
    this.#gauge("tocsin_ready", "1 while /readyz says ready.", () =>
      readinessOf(state).ready ? 1 : 0,
    );
    this.#gauge("tocsin_automation", "1 while warnings go out without a person's word.", () =>
      this.#state.picture === null ? null : Number(this.#state.picture.automation),
    );
    this.#gauge("tocsin_tracks", "Confirmed objects in the picture.", () =>
      this.#state.picture === null ? null : this.#state.picture.tracks.length,
    );
    this.#people();
    this.#metrics.push(...selfTestMetrics(this.registry, () => this.#post?.selfTest ?? null));
    this.#gauge("tocsin_live_clients", "Screens that watch.", () => this.#hub.clients);
    this.#gauge("tocsin_live_dropped", "Screens dropped as too slow.", () => this.#hub.dropped);
  }

  /** Takes in what the thread that protects has counted. */
  take(post: PostMetrics): void {
    this.#post = post;
    for (const seconds of post.eventSeconds) this.#events.observe(seconds);
    for (const seconds of post.warningSeconds) this.#warnings.observe(seconds);
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: SECONDS, registers: [this.registry] });
  }

  /** The post counts; here its counts are only shown. */
  #counter(
    name: string,
    help: string,
    label: string,
    of: (post: PostMetrics) => Readonly<Record<string, number>>,
  ): void {
    const postOf = (): PostMetrics | null => this.#post;
    this.#metrics.push(
      new Counter({
        name,
        help,
        labelNames: [label],
        registers: [this.registry],
        collect() {
          const post = postOf();
          this.reset();
          if (post === null) return;
          for (const [value, count] of Object.entries(of(post)))
            this.inc({ [label]: value }, count);
        },
      }),
    );
  }

  #receipts(): void {
    const postOf = (): PostMetrics | null => this.#post;
    this.#metrics.push(
      new Counter({
        name: "tocsin_receipts_total",
        help: "Answers of channels.",
        labelNames: ["channel", "outcome"],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const [key, count] of Object.entries(postOf()?.receipts ?? {})) {
            const space = key.lastIndexOf(" ");
            this.inc({ channel: key.slice(0, space), outcome: key.slice(space + 1) }, count);
          }
        },
      }),
    );
  }

  #recipientGauge(): void {
    const pictureOf = (): HttpState["picture"] => this.#state.picture;
    this.#metrics.push(
      new Gauge({
        name: "tocsin_recipient_up",
        help: "1 while a siren or other recipient of a channel is heard and says that it could warn.",
        labelNames: ["channel", "recipient"],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const { channelId, id, state } of pictureOf()?.recipients ?? [])
            this.set({ channel: channelId, recipient: id }, state === "fresh" ? 1 : 0);
        },
      }),
    );
  }

  #rejections(): void {
    const postOf = (): PostMetrics | null => this.#post;
    this.#metrics.push(
      new Counter({
        name: "tocsin_rejected_total",
        help: "What came in and was not used; with a sensor, its reports that were dropped unread.",
        labelNames: ["input", "reason", "sensor"],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const { input, reason, sensor, count } of postOf()?.rejections ?? [])
            this.inc({ input, reason, sensor: sensor ?? "" }, count);
        },
      }),
    );
  }

  /** One value of each sensor, where it is known. */
  #sensorGauge(name: string, help: string, value: (sensor: PictureSensor) => number | null): void {
    const pictureOf = (): HttpState["picture"] => this.#state.picture;
    this.#metrics.push(
      new Gauge({
        name,
        help,
        labelNames: ["sensor"],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const sensor of pictureOf()?.sensors ?? []) {
            const now = value(sensor);
            if (now !== null) this.set({ sensor: sensor.id }, now);
          }
        },
      }),
    );
  }

  #sensorGauges(): void {
    this.#sensorGauge(
      "tocsin_sensor_up",
      "1 while a sensor works, 0.5 in part, 0 not at all.",
      ({ status }) => (status === "up" ? 1 : status === "degraded" ? 0.5 : 0),
    );
    this.#sensorGauge(
      "tocsin_sensor_stale",
      "1 while no look came for longer than the site file allows, or none ever came.",
      ({ staleness }) => (staleness === "fresh" ? 0 : 1),
    );
    this.#sensorGauge(
      "tocsin_sensor_looks_per_second",
      "Looks a second, lately.",
      ({ looksPerS }) => looksPerS,
    );
    this.#sensorGauge(
      "tocsin_sensor_report_age_seconds",
      "How old a sensor's reports come, by its clock and the post's, lately.",
      ({ times }) => times?.usualAgeS ?? null,
    );
    this.#sensorGauge(
      "tocsin_sensor_decision_seconds",
      "From the reception of a sensor's look until all that followed was decided, lately.",
      ({ times }) => times?.usualDecideS ?? null,
    );
  }

  #protection(): void {
    const { registry } = this;
    const pictureOf = (): HttpState["picture"] => this.#state.picture;
    this.#metrics.push(
      new Gauge({
        name: "tocsin_protecting",
        help: "1 while an area is protected from every approach, 0.5 in part, 0 not at all.",
        labelNames: ["area"],
        registers: [registry],
        collect() {
          this.reset();
          for (const { id, protection } of pictureOf()?.areas ?? [])
            if (protection !== "not-asked") this.set({ area: id }, PROTECTION_VALUE[protection]);
        },
      }),
    );
  }

  #people(): void {
    const of =
      (value: (people: NonNullable<PostMetrics["people"]>) => number | null) =>
      (): number | null => {
        const people = this.#post?.people ?? null;
        return people === null ? null : value(people);
      };
    this.#gauge(
      "tocsin_people_clients",
      "Pages of people that listen.",
      of((p) => p.clients),
    );
    this.#gauge(
      "tocsin_people_sent",
      "Messages handed to people's pages since the start.",
      of((p) => p.sent),
    );
    this.#gauge(
      "tocsin_people_cut_off",
      "Pages ended since the start because they did not read or answer; they come again.",
      of((p) => p.cutOff),
    );
    this.#gauge(
      "tocsin_people_refused",
      "Pages not let in since the start: too many, or too many of one address.",
      of((p) => p.refused),
    );
    this.#gauge(
      "tocsin_people_unsent_seconds",
      "So long the slowest page has not read what it was sent.",
      of((p) => p.oldestUnsentMs / 1_000),
    );
    this.#gauge(
      "tocsin_people_push_subscriptions",
      "Phones that want messages while the page is closed.",
      of((p) => p.push?.subscriptions ?? null),
    );
    this.#gauge(
      "tocsin_people_push_taken",
      "Messages that push services took since the start, each for one phone.",
      of((p) => p.push?.taken ?? null),
    );
    this.#gauge(
      "tocsin_people_push_gone",
      "Phones forgotten since the start because their push service reaches them no more.",
      of((p) => p.push?.gone ?? null),
    );
    this.#gauge(
      "tocsin_people_push_failed",
      "Messages that no push service took before they held no more, or that were overtaken, each for one phone.",
      of((p) => p.push?.failed ?? null),
    );
    this.#gauge(
      "tocsin_people_push_waiting",
      "Messages on their way to push services, each for one phone.",
      of((p) => p.push?.waiting ?? null),
    );
  }

  /** What people have ordered, and what waits for a second person. */
  #operations(): void {
    const operationsOf = (): Operations | undefined => this.#state.picture?.operations;
    this.#gauge(
      "tocsin_proposals_waiting",
      "Proposals that wait for a second person.",
      () => operationsOf()?.proposals.length ?? null,
    );
    this.#gauge(
      "tocsin_countdown_seconds",
      "Until what counts down takes effect, the soonest; no value while nothing counts down.",
      () => {
        const ends = (operationsOf()?.proposals ?? []).flatMap(({ countdown, untilUs }) =>
          countdown ? [untilUs] : [],
        );
        const nowUs = this.#state.status().nowUs;
        return ends.length === 0 ? null : Math.max(0, (Math.min(...ends) - nowUs) / 1e6);
      },
    );
    this.#gauge(
      "tocsin_site_refused",
      "1 while a site file waits for two people to agree to it, 0 otherwise.",
      () => {
        const operations = operationsOf();
        if (operations === undefined) return null;
        return operations.site === null || operations.site.agreedUs !== null ? 0 : 1;
      },
    );
    this.#metrics.push(
      new Gauge({
        name: "tocsin_inhibited",
        help: "1 while people in an area are not warned because two people have ordered so.",
        labelNames: ["area"],
        registers: [this.registry],
        collect() {
          this.reset();
          for (const { id, inhibitedUntilUs } of operationsOf()?.areas ?? [])
            if (inhibitedUntilUs !== null) this.set({ area: id }, 1);
        },
      }),
    );
  }

  #gauge(name: string, help: string, value: () => number | null): void {
    this.#metrics.push(
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          const now = value();
          if (now === null) this.reset();
          else this.set(now);
        },
      }),
    );
  }
}

const PROTECTION_VALUE = { protecting: 1, degraded: 0.5, "not-protecting": 0 } as const;
