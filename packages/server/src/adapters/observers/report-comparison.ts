import {
  MICROS_PER_SECOND,
  type PositionDetection,
  type SensorHealth,
  type SensorSpec,
  type SiteModel,
  type TimeUs,
  type Track,
} from "@tocsin/core";
import type { Observer, ObserverCounts } from "@tocsin/sdk";
import { agrees, wouldBeSeen } from "./agreement.ts";

/** Reports that wait to be compared with tracks; beyond it the oldest stays undecided. */
const REPORTS_COMPARED_MAX = 500;
/** A report is compared with what sensors track for so long. */
const COMPARED_US = 60 * MICROS_PER_SECOND;

/** How a report agreed with what sensors tracked. */
interface Judgement {
  readonly id: string;
  readonly observer: Observer;
  readonly verdict: keyof ObserverCounts;
  /** The track that it agreed with. */
  readonly trackId: string | null;
}

/** What reports are compared with, and who is told how that went. */
export interface ComparisonPorts {
  readonly tracks: () => readonly Track[];
  readonly judged: (judgement: Judgement) => void;
}

interface Compared extends Omit<Judgement, "verdict" | "trackId"> {
  /** As it was reported, unweighed. */
  readonly detection: PositionDetection;
}

/** Reports that sensors may yet bear out. */
export class ReportComparison {
  readonly #parts: { readonly site: SiteModel; readonly observers: SensorSpec };
  readonly #health = new Map<string, SensorHealth>();
  #waiting: readonly Compared[] = [];
  #ports: ComparisonPorts | null = null;

  constructor(parts: { readonly site: SiteModel; readonly observers: SensorSpec }) {
    this.#parts = parts;
  }

  attach(ports: ComparisonPorts): void {
    this.#ports = ports;
  }

  /** A sensor's health changed: one that is down would not have seen it. */
  heard(health: SensorHealth): void {
    this.#health.set(health.sensorId, health);
  }

  add(report: Compared): void {
    const all = [...this.#waiting, report];
    const over = all.splice(0, all.length - REPORTS_COMPARED_MAX);
    this.#waiting = all;
    for (const each of over) this.#judge(each, "undecided", null);
  }

  /** A report that was taken back speaks neither for nor against whom sent it. */
  remove(id: string): void {
    this.#waiting = this.#waiting.filter((each) => each.id !== id);
  }

  compare(nowUs: TimeUs): void {
    if (this.#waiting.length === 0 || this.#ports === null) return;
    const tracks = this.#ports.tracks();
    const waiting: Compared[] = [];
    for (const each of this.#waiting) {
      const track = tracks.find((one) => agrees(each.detection, one, this.#parts));
      if (track !== undefined) this.#judge(each, "agreed", track.id);
      else if (nowUs - each.detection.sensedUs <= COMPARED_US) waiting.push(each);
      else {
        const health = (id: string): SensorHealth | undefined => this.#health.get(id);
        const isTold = wouldBeSeen(each.detection, { ...this.#parts, health });
        this.#judge(each, isTold ? "disagreed" : "undecided", null);
      }
    }
    this.#waiting = waiting;
  }

  #judge({ id, observer }: Compared, verdict: keyof ObserverCounts, trackId: string | null): void {
    this.#ports?.judged({ id, observer, verdict, trackId });
  }
}
