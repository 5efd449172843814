import {
  assert,
  createLocalFrame,
  distanceToRings,
  geodeticToEnu,
  MICROS_PER_SECOND,
  type PositionDetection,
  radians,
  type SensorHealth,
  type SensorId,
  type SensorSpec,
  type SiteModel,
  type TimeUs,
  type Track,
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
  type ObservedPlace,
  type Observer,
  type ObserverCounts,
  observerStanding,
  type ObserversInputConfig,
  reportWeight,
} from "@tocsin/sdk";
import { agrees, wouldBeSeen } from "./agreement.ts";
import { AlarmBook } from "./alarm-book.ts";
import { KINDS } from "./kinds.ts";
import { toDetection } from "./to-detection.ts";

/** Reports that wait to be compared with tracks; beyond it the oldest stays undecided. */
export const REPORTS_COMPARED_MAX = 500;
/** A report is compared with what sensors track for so long. */
const COMPARED_US = 60 * MICROS_PER_SECOND;
const COMPARED_EVERY_US = 2 * MICROS_PER_SECOND;
/** That the way for reports stands is said so often: people are silent, and that is no outage. */
const HEALTH_EVERY_US = 60 * MICROS_PER_SECOND;
const OWN_REPORTS_US = 60 * MICROS_PER_SECOND;
/** Farther from the site than this nobody's report is about it. */
const SITE_REACH_M = 100_000;

/** What somebody reported, with what is known of that person by then. */
export interface IncomingReport {
  readonly observer: Observer;
  readonly report: ObservationReport;
  readonly counts: ObserverCounts;
}

/** How a report agreed with what sensors tracked. */
export interface Judgement {
  readonly id: string;
  readonly observer: Observer;
  readonly verdict: keyof ObserverCounts;
  /** The track that it agreed with. */
  readonly trackId: string | null;
}

/** What the desk looks at beside the reports. */
export interface DeskPorts {
  readonly tracks: () => readonly Track[];
  readonly judged: (judgement: Judgement) => void;
}

interface Compared extends Omit<Judgement, "verdict" | "trackId"> {
  /** As it was reported, unweighed. */
  readonly detection: PositionDetection;
}

/** The input of people: weighs each report, hands on those that can move a track, and compares all with what sensors saw. */
export class ObserverDesk implements Adapter {
  readonly id: string;
  readonly #input: ObserversInputConfig;
  readonly #site: SiteModel;
  readonly #clock: Clock;
  readonly #spec: SensorSpec;
  readonly #alarms = new AlarmBook();
  readonly #health = new Map<string, SensorHealth>();
  readonly #lastOf = new Map<string, readonly TimeUs[]>();
  #compared: readonly Compared[] = [];
  #sequence = 0;
  #line: { readonly sink: AdapterSink; readonly declination: Declination } | null = null;
  #ports: DeskPorts | null = null;

  constructor(input: ObserversInputConfig, site: SiteModel, clock: Clock) {
    this.id = input.id;
    this.#input = input;
    this.#site = site;
    this.#clock = clock;
    const spec = site.sensors.find(({ id }) => id === input.sensor);
    assert(spec !== undefined, "a checked site file has the sensor of each input");
    this.#spec = spec;
  }

  /** Connects it with the rest of the post; `standing` are the warnings that stand by then. */
  attach(ports: DeskPorts, standing: readonly Warning[]): void {
    this.#ports = ports;
    for (const warning of standing) this.#alarms.sent(warning);
  }

  /** A message went to people. */
  warned(warning: Warning): void {
    this.#alarms.sent(warning);
  }

  /** A sensor's health changed. */
  heard(health: SensorHealth): void {
    this.#health.set(health.sensorId, health);
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
        this.#compare(nowUs);
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
      this.#distanceM(areaId, report.from ?? report.place),
    );
    const ownBefore = this.#ownBefore(observer, sensedUs);
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
        this.#keep({ id: report.id, observer, detection: made.plain });
      },
    };
  }

  /** A report that was taken back speaks neither for nor against whom sent it. */
  withdrawn(id: string): void {
    this.#compared = this.#compared.filter((each) => each.id !== id);
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
    if (place !== null && (this.#fromSiteM(place) ?? 0) > SITE_REACH_M) return "far-away";
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

  #keep(report: Compared): void {
    const all = [...this.#compared, report];
    const over = all.splice(0, all.length - REPORTS_COMPARED_MAX);
    this.#compared = all;
    for (const each of over) this.#judge(each, "undecided", null);
  }

  #compare(nowUs: TimeUs): void {
    if (this.#compared.length === 0 || this.#ports === null) return;
    const tracks = this.#ports.tracks();
    const parts = { site: this.#site, observers: this.#spec };
    const waiting: Compared[] = [];
    for (const each of this.#compared) {
      const track = tracks.find((one) => agrees(each.detection, one, parts));
      if (track !== undefined) this.#judge(each, "agreed", track.id);
      else if (nowUs - each.detection.sensedUs <= COMPARED_US) waiting.push(each);
      else {
        const health = (id: string): SensorHealth | undefined => this.#health.get(id);
        const isTold = wouldBeSeen(each.detection, { ...parts, health });
        this.#judge(each, isTold ? "disagreed" : "undecided", null);
      }
    }
    this.#compared = waiting;
  }

  #judge({ id, observer }: Compared, verdict: keyof ObserverCounts, trackId: string | null): void {
    this.#ports?.judged({ id, observer, verdict, trackId });
  }

  /** Reports of the same observer within the last minute; this one is noted. */
  #ownBefore(observer: Observer, sensedUs: TimeUs): number {
    const key = `${observer.kind} ${observer.id}`;
    const recent = (this.#lastOf.get(key) ?? []).filter(
      (timeUs) => Math.abs(sensedUs - timeUs) <= OWN_REPORTS_US,
    );
    this.#lastOf.delete(key);
    this.#lastOf.set(key, [...recent, sensedUs].slice(-OWN_REPORTS_MAX));
    for (const each of this.#lastOf.keys()) {
      if (this.#lastOf.size <= OBSERVERS_MAX) break;
      this.#lastOf.delete(each);
    }
    return recent.length;
  }

  #distanceM(areaId: string, place: ObservedPlace | null): number | null {
    const area = this.#site.areas.find(({ id }) => id === areaId);
    if (area === undefined || place === null) return null;
    const [east, north] = this.#enuOf(place);
    return distanceToRings(area.rings, east, north);
  }

  #fromSiteM(place: ObservedPlace): number {
    const [east, north] = this.#enuOf(place);
    return Math.hypot(east, north);
  }

  #enuOf({ latitudeDeg, longitudeDeg }: ObservedPlace): Float64Array {
    const { origin } = this.#site;
    return geodeticToEnu(createLocalFrame(origin), {
      latitudeRad: radians(latitudeDeg),
      longitudeRad: radians(longitudeDeg),
      heightM: origin.heightM,
    });
  }
}

/** Radians to add to a magnetic bearing, at a place in degrees. */
type Declination = (latitudeDeg: number, longitudeDeg: number) => number;
/** Times of one observer's reports that are remembered, and observers. */
const OWN_REPORTS_MAX = 16;
const OBSERVERS_MAX = 10_000;
