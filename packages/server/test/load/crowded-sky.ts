import { stream } from "@tocsin/sim";

const DEGREES = 180 / Math.PI;
const TWO_PI = 2 * Math.PI;
/** A fixed irrational step spreads the objects evenly, whatever their number. */
const GOLDEN = 0.618_033_988_75;

interface Flight {
  readonly rangeM: number;
  readonly phaseRad: number;
  readonly radPerS: number;
  readonly heightM: number;
}

/** So many objects that circle a radar at 6 to 15 km and 40 to 100 m/s, each at a height of its own: tracked for ever, and a threat to nobody. */
export class CrowdedSky {
  readonly #flights: readonly Flight[];
  readonly #random = stream(1, "crowded sky");

  constructor(objects: number) {
    this.#flights = Array.from({ length: objects }, (_, i) => {
      const share = (i * GOLDEN) % 1;
      const rangeM = 6_000 + (9_000 * i) / objects;
      return {
        rangeM,
        phaseRad: TWO_PI * share,
        radPerS: ((40 + 60 * share) / rangeM) * (i % 2 === 0 ? 1 : -1),
        heightM: 1_600 + 2_000 * ((i * GOLDEN * GOLDEN) % 1),
      };
    });
  }

  /** One turn of the radar, as a line of JSON. */
  sweep(fromS: number, toS: number): string {
    const detections = this.#flights.map(({ rangeM, phaseRad, radPerS, heightM }) => ({
      type: "polar",
      range_m: rangeM + 15 * this.#random.normal(),
      azimuth_deg: ((phaseRad + radPerS * toS) * DEGREES) % 360,
      elevation_deg: Math.asin(heightM / rangeM) * DEGREES + 0.05 * this.#random.normal(),
    }));
    return `${JSON.stringify({ type: "sweep", sensor: "radar", from_unix_s: fromS, to_unix_s: toS, detections })}\n`;
  }
}
