import {
  type Geodetic,
  type IncidentRecord,
  MICROS_PER_SECOND,
  radians,
  type SightOfFlight,
  sightOf,
  type TimeUs,
} from "@tocsin/core";
import type { RecordedSight } from "@tocsin/inquiry";

/** Directions that are tried: the eight compass points, which is as closely as people say it. */
const DIRECTIONS_DEG = [0, 45, 90, 135, 180, 225, 270, 315];
/** Heights that are tried, evenly from the lowest to the highest. */
const HEIGHTS = 4;
/** Times that are tried, as shares of how far off the time may be. */
const TIMES = [-1, 0, 1];

/**
 * What the recorded sensors would have made of an object that came level to a place: from each direction, at each height, at the worst of the
 * times that it may have been.
 */
export function recordedSights(
  record: IncidentRecord,
  asked: {
    readonly place: Geodetic;
    readonly atUs: TimeUs;
    readonly withinS: number;
    readonly lowestM: number;
    readonly highestM: number;
    readonly speedMps: number;
  },
): RecordedSight[] {
  const { place, atUs, withinS, lowestM, highestM, speedMps } = asked;
  const heights = Array.from({ length: HEIGHTS }, (_, i) =>
    Math.round(lowestM + ((highestM - lowestM) * i) / (HEIGHTS - 1)),
  );
  return DIRECTIONS_DEG.flatMap((fromDeg) =>
    [...new Set(heights)].map((heightM) => {
      const [first, ...others] = TIMES.map((share) =>
        sightOf(record, {
          place,
          atUs: Math.round(atUs + share * withinS * MICROS_PER_SECOND),
          heightM,
          speedMps,
          withinS,
          fromBearingRad: radians(fromDeg),
        }),
      );
      const worst = others.reduce((a, b) => (b.tracked < a.tracked ? b : a), first);
      return sightIn(fromDeg, heightM, worst);
    }),
  );
}

/** Probabilities are kept to this, rounded down: none becomes a certainty, and no platform's last bit shows. */
const PLACES = 1e6;
const CERTAIN = 1 - 1 / PLACES;

function sightIn(
  fromDeg: number,
  heightM: number,
  { tracked, links }: SightOfFlight,
): RecordedSight {
  const sensors = links.filter(({ stage }) => stage === "sensor");
  const failed = sensors.filter(({ held }) => !held);
  const told = failed.length > 0 ? failed : sensors;
  return {
    fromDeg,
    heightM,
    tracked: Math.min(CERTAIN, Math.floor(tracked * PLACES) / PLACES),
    codes: [...new Set(links.flatMap(({ code }) => (code === null ? [] : [code])))],
    statement: told
      .map(({ statement }) => statement)
      .join(" ")
      .replace(/\.$/, "")
      .slice(0, STATEMENT_MAX),
    records: [...new Set(sensors.flatMap(({ records }) => records))].slice(0, RECORDS_MAX),
  };
}

const STATEMENT_MAX = 1_000;
const RECORDS_MAX = 20;
