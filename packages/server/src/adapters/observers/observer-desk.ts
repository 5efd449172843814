import {
  assert,
  MICROS_PER_SECOND,
  type PositionDetection,
  radians,
  type SensorHealth,
  type SensorId,
  type SensorSpec,
  type SiteModel,
  type TimeUs,
  type Warning,
} from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  alarmBefore,
  type Cancellation,
  type Clock,
  giveReport,
  type ObservationOutcome,
  type ObservationReport,
  type ObservationUnused,
  type Observer,
  type ObserverCounts,
  observerStanding,
  type ObserversInputConfig,
  reportWeight,
} from "@tocsin/sdk";
import { AlarmBook } from "./alarm-book.ts";
import { KINDS } from "./kinds.ts";
import { distanceToAreaM, distanceToSiteM } from "./observed-distance.ts";
import { RecentReports } from "./recent-reports.ts";
import { type ComparisonPorts, ReportComparison } from "./report-comparison.ts";
import { toDetection } from "./to-detection.ts";

const COMPARED_EVERY_US = 2 * MICROS_PER_SECOND;
/** That the way for reports stands is said so often: people are silent, and that is no outage. */
const HEALTH_EVERY_US = 60 * MICROS_PER_SECOND;
/** Farther from the site than this nobody's report is about it. */
const SITE_REACH_M = 100_000;

/** What somebody reported, with what is known of that person by then. */
export interface IncomingReport {
  readonly observer: Observer;
  readonly report: ObservationReport;
  readonly counts: ObserverCounts;
}

/** The input of people: weighs each report, hands on those that can move a track, and compares all with what sensors saw. */
export class ObserverDesk implements Adapter {
  readonly id: string;
  readonly #input: ObserversInputConfig;
  readonly #site: SiteModel;
  readonly #clock: Clock;
  readonly #spec: SensorSpec;
  readonly #alarms = new AlarmBook();
  readonly #recent = new RecentReports();
  readonly #comparison: ReportComparison;
  #sequence = 0;
  #line: { readonly sink: AdapterSink; readonly declination: Declination } | null = null;

  constructor(input: ObserversInputConfig, site: SiteModel, clock: Clock) {
    this.id = input.id;
    this.#input = input;
    this.#site = site;
    this.#clock = clock;
    const spec = site.sensors.find(({ id }) => id === input.sensor);
    assert(spec !== undefined, "a checked site file has the sensor of each input");
    this.#spec = spec;
    this.#comparison = new ReportComparison({ site, observers: spec });
  }

  /** Connects it with the rest of the post; `standing` are the warnings that stand by then. */
  attach(ports: ComparisonPorts, standing: readonly Warning[]): void {
    this.#comparison.attach(ports);
    for (const warning of standing) this.#alarms.sent(warning);
  }

  /** A message went to people. */
  warned(warning: Warning): void {
    this.#alarms.sent(warning);
  }

  /** A sensor's health changed. */
  heard(health: SensorHealth): void {
    this.#comparison.heard(health);
  }

  async run(sink: AdapterSink, signal: Cancellation): Promise<void> {
    const { default: geomagnetism } = await import("geomagnetism");
    const field = geomagnetism.model(new Date(this.#clock.nowUs() / 1_000));
    const declination: Declination = (latitudeDeg, longitudeDeg) =>
      radians(field.point([latitudeDeg, longitudeDeg]).decl);
    this.#line = { sink, declination };
    let saidUs = Number.NEGATIVE_INFINITY;
    try {
      while (!signal.aborted) {
        const nowUs = this.#clock.nowUs();
        if (nowUs - saidUs >= HEALTH_EVERY_US) {
          sink.health(this.#spec.id, "up", "takes reports", nowUs);
          saidUs = nowUs;
        }
        this.#comparison.compare(nowUs);
        await this.#clock.waitUntil(nowUs + COMPARED_EVERY_US, signal);
      }
    } finally {
      this.#line = null;
    }
  }

  /** What becomes of a report; `handOver` gives its detection to the tracker and is to be called once it is in the record. */
  take(
    { observer, report, counts }: IncomingReport,
    receivedUs: TimeUs,
  ): { readonly outcome: ObservationOutcome; readonly handOver: () => void } {
    const sensedUs = receivedUs - Math.round(report.ageS * 1e6);
    const alarm = alarmBefore(this.#alarms.list(), sensedUs, (areaId) =>
      distanceToAreaM(this.#site, areaId, report.from ?? report.place),
    );
    const ownBefore = this.#recent.noted(observer, sensedUs);
    const weight = reportWeight({
      standing: observerStanding(counts).weight,
      promptedBefore: alarm === null ? null : this.#alarms.counted(alarm),
      ownBefore,
    });
    const made = this.#detectionOf(report, { sensedUs, receivedUs, weight });
    const isUsed = typeof made !== "string";
    const outcome: ObservationOutcome = {
      receivedUs,
      use: isUsed ? "tracked" : "recorded",
      because: isUsed ? null : made,
      afterAlarm: alarm !== null,
      ownBefore,
      weight,
    };
    return {
      outcome,
      handOver: () => {
        if (!isUsed) return;
        this.#give(made.weighed, receivedUs);
        this.#comparison.add({ id: report.id, observer, detection: made.plain });
      },
    };
  }

  /** A report that was taken back speaks neither for nor against whom sent it. */
  withdrawn(id: string): void {
    this.#comparison.remove(id);
  }

  #detectionOf(
    report: ObservationReport,
    at: { readonly sensedUs: TimeUs; readonly receivedUs: TimeUs; readonly weight: number },
  ):
    | { readonly weighed: PositionDetection; readonly plain: PositionDetection }
    | ObservationUnused {
    if (KINDS[report.kind] === null) return "not-an-object";
    if (this.#line === null) return "input-down";
    if (report.ageS > this.#input.age_max_s) return "too-old";
    if (at.weight === 0) return "counts-for-nothing";
    const place = report.place ?? report.from;
    if (place !== null && distanceToSiteM(this.#site, place) > SITE_REACH_M) return "far-away";
    const lagUs = (this.#site.policy.lateLookLagS * MICROS_PER_SECOND) / 2;
    const context = {
      sensedUs: at.sensedUs,
      statedUs: Math.max(at.sensedUs, at.receivedUs - lagUs),
      declinationRad: this.#line.declination,
      compassSigmaDeg: this.#input.compass_sigma_deg,
      groundHeightM: this.#site.groundHeightM,
    };
    const plain = toDetection(report, { ...context, weight: 1 });
    const weighed = toDetection(report, { ...context, weight: at.weight });
    return plain === null || weighed === null ? "no-place" : { plain, weighed };
  }

  #give(detection: PositionDetection, receivedUs: TimeUs): void {
    if (this.#line === null) return;
    const { sensedUs } = detection;
    const look = {
      sensorId: this.#spec.id satisfies SensorId,
      sequence: this.#sequence++,
      fromUs: sensedUs,
      toUs: sensedUs,
      sweep: null,
      detections: [detection],
    };
    giveReport(this.#line.sink, { type: "look", look }, receivedUs);
  }
}

/** Radians to add to a magnetic bearing, at a place in degrees. */
type Declination = (latitudeDeg: number, longitudeDeg: number) => number;
