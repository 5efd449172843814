import type { Detection, Look } from "@tocsin/core";
import type { SensorReport } from "@tocsin/sdk";
import { DuplicateFilter } from "./duplicate-filter.ts";
import { FrameClock } from "./frame-clock.ts";
import { RadarStatus } from "./radar-status.ts";
import type { AsterixReject } from "./reject-tally.ts";
import type { AsterixAccuracy, AsterixSensorConfig } from "./sensor-config.ts";
import { defaultAccuracy } from "./sensor-config.ts";
import type { SweptSector } from "./sweep-clock.ts";
import { SweepClock } from "./sweep-clock.ts";
import { SweepHold } from "./sweep-hold.ts";

export type AsterixOutput = SensorReport | AsterixReject;

/** One sensor's part of the assembler, and the looks that it gives out. */
export class SensorState {
  readonly accuracy: AsterixAccuracy;
  readonly duplicates = new DuplicateFilter();
  readonly sweeps = new SweepClock();
  readonly frames = new FrameClock();
  readonly held = new SweepHold();
  readonly status: RadarStatus;
  readonly config: AsterixSensorConfig;
  /** Detections of the datagram in hand, not yet given out. */
  private pending: Detection[] = [];
  private nextSequence = 0;

  constructor(config: AsterixSensorConfig) {
    this.config = config;
    this.accuracy = { ...defaultAccuracy, ...config.accuracy };
    this.status = new RadarStatus(config);
  }

  /** Whether nothing of it is to be used, for it says so itself. */
  get isRefused(): boolean {
    return this.status.noGo && this.config.acceptWhenNoGo !== true;
  }

  add(detection: Detection): void {
    this.pending.push(detection);
  }

  /** Forgets where its antenna was, and what was held of it. */
  forgetSweeps(): void {
    this.sweeps.forget();
    this.frames.forget();
    this.held.clear();
  }

  /** Gives out the detections of the datagram as one look. */
  flush(outputs: AsterixOutput[]): void {
    const detections = this.pending;
    if (detections.length === 0) return;
    this.pending = [];
    let fromUs = detections[0].sensedUs;
    let toUs = fromUs;
    for (const { sensedUs } of detections) {
      fromUs = Math.min(fromUs, sensedUs);
      toUs = Math.max(toUs, sensedUs);
    }
    this.push(outputs, { fromUs, toUs, sweep: null, detections });
  }

  pushSweep(outputs: AsterixOutput[], swept: SweptSector): void {
    const { fromUs, toUs, azimuthFromRad, azimuthWidthRad } = swept;
    const sweep = { azimuthFromRad, azimuthWidthRad };
    this.push(outputs, { fromUs, toUs, sweep, detections: [] });
  }

  private push(outputs: AsterixOutput[], look: Omit<Look, "sensorId" | "sequence">): void {
    const sequence = this.nextSequence++;
    outputs.push({ type: "look", look: { sensorId: this.config.sensorId, sequence, ...look } });
  }
}
