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
/** What is fired is tried from these distances, m, at the elevation that mortars and rockets are mostly fired at. */
const FIRED = [
  { rangeM: 2_000, elevationRad: radians(65) },
  { rangeM: 4_000, elevationRad: radians(55) },
  { rangeM: 8_000, elevationRad: radians(45) },
  { rangeM: 16_000, elevationRad: radians(45) },
];
/** Times that are tried, as shares of how far off the time may be. */
const TIMES = [-1, 0, 1];

interface Asked {
  readonly place: Geodetic;
  readonly atUs: TimeUs;
  readonly withinS: number;
  readonly lowestM: number;
  readonly highestM: number;
  readonly speedMps: number;
}

/**
 * What the recorded sensors would have made of an object that came to a place: level from each direction at each height, and fired from each
 * direction and distance, at the worst of the times that it may have been.
 */
export const recordedSights = (record: IncidentRecord, asked: Asked): RecordedSight[] => [
  ...levelSights(record, asked),
  ...firedSights(record, asked),
];

function levelSights(record: IncidentRecord, asked: Asked): RecordedSight[] {
  const { lowestM, highestM } = asked;
  const heights = Array.from({ length: HEIGHTS }, (_, i) =>
    Math.round(lowestM + ((highestM - lowestM) * i) / (HEIGHTS - 1)),
  );
  return DIRECTIONS_DEG.flatMap((fromDeg) =>
    [...new Set(heights)].map((heightM) => ({
      flight: "level" as const,
      rangeM: null,
      heightM,
      ...sightIn(fromDeg, worstOf(record, asked, { fromDeg, heightM })),
    })),
  );
}

/** Height is that of the apex: range · tan(elevation) / 4, as a throw has it. */
function firedSights(record: IncidentRecord, asked: Asked): RecordedSight[] {
  return DIRECTIONS_DEG.flatMap((fromDeg) =>
    FIRED.map((fired) => ({
      flight: "fired" as const,
      rangeM: fired.rangeM,
      heightM: Math.round((fired.rangeM * Math.tan(fired.elevationRad)) / 4),
      ...sightIn(fromDeg, worstOf(record, asked, { fromDeg, heightM: 0, fired })),
    })),
  );
}

function worstOf(
  record: IncidentRecord,
  { place, atUs, withinS, speedMps }: Asked,
  flight: {
    readonly fromDeg: number;
    readonly heightM: number;
    readonly fired?: (typeof FIRED)[number];
  },
): SightOfFlight {
  const { fromDeg, ...own } = flight;
  const [first, ...others] = TIMES.map((share) =>
    sightOf(record, {
      ...own,
      place,
      atUs: Math.round(atUs + share * withinS * MICROS_PER_SECOND),
      speedMps,
      withinS,
      fromBearingRad: radians(fromDeg),
    }),
  );
  return others.reduce((a, b) => (b.tracked < a.tracked ? b : a), first);
}

/** Probabilities are kept to this, rounded down: none becomes a certainty, and no platform's last bit shows. */
const PLACES = 1e6;
const CERTAIN = 1 - 1 / PLACES;

function sightIn(
  fromDeg: number,
  { tracked, links }: SightOfFlight,
): Omit<RecordedSight, "flight" | "rangeM" | "heightM"> {
  const sensors = links.filter(({ stage }) => stage === "sensor");
  const failed = sensors.filter(({ held }) => !held);
  const told = failed.length > 0 ? failed : sensors;
  return {
    fromDeg,
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
