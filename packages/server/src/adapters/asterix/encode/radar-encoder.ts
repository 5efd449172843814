import type { Detection, Look, PolarDetection, SensorStatus, TimeUs } from "@tocsin/core";
import type { EncodedLook, LookEncoder } from "@tocsin/sdk";
import { type AsterixItems, encodeBlock } from "../codec/encode-block.ts";
import { dayTicks } from "./day-ticks.ts";
import { asterixItems, degrees, scaled, TURN_RAD, UINT16_MAX } from "./items.ts";
import { plotItems } from "./plot-items.ts";
import { targetItems } from "./target-items.ts";

export interface RadarEncoderOptions {
  readonly sac: number;
  readonly sic: number;
  /** 48: plots with a height at most. 15: plots with Doppler, elevation and their errors. */
  readonly category: 48 | 15;
  /** Time of one turn. */
  readonly periodUs: number;
  /** Whether its looks go all round: only then do crossings tell what was swept. */
  readonly isFullCircle: boolean;
  /** Height above mean sea level of a detection, where the category reports one; null: none. */
  readonly heightOf: (detection: PolarDetection) => number | null;
}

/** Of one datagram: with fifty octets a plot it stays below the 1,500 octets of an Ethernet frame. */
export const PLOTS_PER_DATAGRAM_MAX = 24;
const AZIMUTH_STEPS = 256;
const NORTH_MARKER = 1;
const SECTOR_CROSSING = 2;
const PERIOD_STEP_US = 7_812.5;
/** I034/050 of a radar that has nothing to complain of, and what it says otherwise. */
const QUIET = { NOGO: 0, RDPC: 0, RDPR: 0, OVLRDP: 0, OVLXMT: 0, MSC: 0, TSV: 0 };
const TROUBLE: Readonly<Record<SensorStatus, Partial<typeof QUIET>>> = {
  up: {},
  unknown: {},
  degraded: { OVLRDP: 1 },
  down: { NOGO: 1 },
};

interface Crossings {
  readonly before: readonly AsterixItems[];
  readonly after: readonly AsterixItems[];
}
const NO_CROSSINGS: Crossings = { before: [], after: [] };

/**
 * A radar that sends ASTERIX: its plots in category 048 or 015, and in category 034 where its antenna is at the end of each look, which tells
 * what was swept: at north where a look is a whole turn, else at its end. The azimuth of a crossing has steps of 1.4°, times of 1/128 s. Where the looks do not
 * go all round, plots go alone: two crossings claim all that lies between them.
 */
export class RadarEncoder implements LookEncoder {
  readonly #options: RadarEncoderOptions;
  /** Where the antenna was last said to be, and when. */
  #crossed: { readonly step: number; readonly atUs: TimeUs } | null = null;
  #status: SensorStatus = "up";

  constructor(options: RadarEncoderOptions) {
    this.#options = options;
  }

  greeting(): readonly Uint8Array[] {
    return [];
  }

  encode(look: Look): EncodedLook {
    const plots = look.detections.map((detection) => this.#itemsOf(detection));
    const said = plots.filter((items) => items !== null);
    const { before, after } = this.#crossings(look);
    const messages = before.map((items) => this.#block(34, [items]));
    for (let at = 0; at < said.length; at += PLOTS_PER_DATAGRAM_MAX)
      messages.push(
        this.#block(this.#options.category, said.slice(at, at + PLOTS_PER_DATAGRAM_MAX)),
      );
    messages.push(...after.map((items) => this.#block(34, [items])));
    return { messages, unsaid: plots.length - said.length };
  }

  /** At once where its data are not to be used any more; else with the next crossing. */
  health(status: SensorStatus, _reason: string, atUs: TimeUs): readonly Uint8Array[] {
    this.#status = status;
    this.#crossed = null;
    return status === "down" ? [this.#block(34, [this.#crossing(0, atUs)])] : [];
  }

  #itemsOf(detection: Detection): AsterixItems | null {
    const { sac, sic, category, heightOf } = this.#options;
    const source = { SAC: sac, SIC: sic };
    if (category === 15) return targetItems(detection, source);
    return detection.kind === "polar" ? plotItems(detection, source, heightOf(detection)) : null;
  }

  #crossings(look: Look): Crossings {
    const { sweep, fromUs, toUs } = look;
    if (sweep === null || !this.#options.isFullCircle) return NO_CROSSINGS;
    const from = stepOf(sweep.azimuthFromRad);
    const joins = this.#crossed?.step === from && this.#crossed.atUs === fromUs;
    if (sweep.azimuthWidthRad > TURN_RAD - 1e-6) return this.#northOf(look, sweep.azimuthFromRad);
    if (!joins && from !== 0) {
      this.#crossed = null;
      return NO_CROSSINGS;
    }
    const to = stepOf(sweep.azimuthFromRad + sweep.azimuthWidthRad);
    this.#crossed = { step: to, atUs: toUs };
    return {
      before: joins ? [] : [this.#crossing(0, fromUs)],
      after: [this.#crossing(to, toUs)],
    };
  }

  /** Where a look is a whole turn, the one moment at which the antenna passes north. */
  #northOf({ fromUs, toUs }: Look, azimuthFromRad: number): Crossings {
    const left = 1 - (azimuthFromRad / TURN_RAD - Math.floor(azimuthFromRad / TURN_RAD));
    const atUs = fromUs + Math.round(left * (toUs - fromUs));
    const isFirst = this.#crossed === null && left === 1;
    this.#crossed = { step: 0, atUs };
    return {
      before: isFirst ? [this.#crossing(0, fromUs)] : [],
      after: [this.#crossing(0, atUs)],
    };
  }

  #crossing(step: number, atUs: TimeUs): AsterixItems {
    const { sac, sic, periodUs } = this.#options;
    const isNorth = step === 0;
    return asterixItems({
      "010": { SAC: sac, SIC: sic },
      "000": isNorth ? NORTH_MARKER : SECTOR_CROSSING,
      "030": dayTicks(atUs),
      "020": isNorth ? undefined : step,
      "041": isNorth ? scaled(periodUs, PERIOD_STEP_US, 0, UINT16_MAX) : undefined,
      "050": { COM: { ...QUIET, ...TROUBLE[this.#status] } },
    });
  }

  #block(category: number, records: readonly AsterixItems[]): Uint8Array {
    const encoded = encodeBlock(category, records);
    if (!encoded.ok)
      throw new RangeError(`category ${category}: ${encoded.item}, ${encoded.reason}`);
    return encoded.bytes;
  }
}

const stepOf = (azimuthRad: number): number =>
  Math.round((degrees(azimuthRad) / 360) * AZIMUTH_STEPS) % AZIMUTH_STEPS;
