import { type Look, type PositionDetection, sensorId, type TimeUs } from "@tocsin/core";
import {
  AdsbAssembler,
  type AdsbConfig,
  type AdsbOutput,
} from "../../src/adapters/adsb/assembler.ts";
import type { PlaceDeg } from "../../src/adapters/adsb/decode/compact-position.ts";

export const RECEIVER: PlaceDeg = { latitudeDeg: 47.4, longitudeDeg: 8.5 };
export const NOW_US: TimeUs = 1_780_000_000_000_000;

export const configOf = (changes: Partial<AdsbConfig> = {}): AdsbConfig => ({
  sensorId: sensorId("antenna"),
  receiver: {
    latitudeRad: (RECEIVER.latitudeDeg * Math.PI) / 180,
    longitudeRad: (RECEIVER.longitudeDeg * Math.PI) / 180,
    heightM: 480,
  },
  rangeMaxM: 450_000,
  repair: false,
  groundTraffic: false,
  ...changes,
});

/** An assembler that is given messages at times, in seconds from `NOW_US`. */
export class Listener {
  readonly outputs: AdsbOutput[] = [];
  readonly assembler: AdsbAssembler;

  constructor(changes: Partial<AdsbConfig> = {}) {
    this.assembler = new AdsbAssembler(configOf(changes));
  }

  hear(message: Uint8Array, atS: number, signal = 0): readonly AdsbOutput[] {
    const receivedUs = NOW_US + Math.round(atS * 1e6);
    const outputs = this.assembler.pushFrame({ ticks: 0, signal, message }, receivedUs);
    this.outputs.push(...outputs);
    return outputs;
  }

  get looks(): readonly Look[] {
    return this.outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));
  }

  get positions(): readonly PositionDetection[] {
    return this.looks.flatMap(({ detections }) =>
      detections.flatMap((detection) => (detection.kind === "position" ? [detection] : [])),
    );
  }

  get rejects(): readonly string[] {
    return this.outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : []));
  }
}

/** Metres from one place to another, small-angle. */
export function apartM(a: PlaceDeg, b: PlaceDeg): number {
  const north = (a.latitudeDeg - b.latitudeDeg) * 111_195;
  const middle = ((a.latitudeDeg + b.latitudeDeg) * Math.PI) / 360;
  return Math.hypot(north, (a.longitudeDeg - b.longitudeDeg) * 111_195 * Math.cos(middle));
}

export const placeOf = (detection: PositionDetection): PlaceDeg => ({
  latitudeDeg: (detection.latitudeRad * 180) / Math.PI,
  longitudeDeg: (detection.longitudeRad * 180) / Math.PI,
});

/** `metresNorth` and `metresEast` of a place. */
export const moved = (from: PlaceDeg, metresEast: number, metresNorth: number): PlaceDeg => ({
  latitudeDeg: from.latitudeDeg + metresNorth / 111_195,
  longitudeDeg:
    from.longitudeDeg + metresEast / (111_195 * Math.cos((from.latitudeDeg * Math.PI) / 180)),
});
