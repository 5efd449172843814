import { type RandomStream, stream } from "@tocsin/sim";
import { type AsterixItems, encodeBlock } from "../src/adapters/asterix/codec/encode-block.ts";

/** What does not change from one made-up recording to another. */
export const AIRPORT = {
  sac: 25,
  /** Of the first radar; the next ones count up. */
  sic: 13,
  sectors: 32,
  aircraft: 60,
  rangeMaxM: 105_000,
  radarsMax: 8,
} as const;

/** What does: the goals are about the first column of the usual, the rest is there to be harsher. */
export interface AirportOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly turnS: number;
  readonly clutterPerTurn: number;
  readonly radars: number;
}
export const USUAL_AIRPORT = { turnS: 4, clutterPerTurn: 200, radars: 1 } as const;

export interface AirportRadar {
  readonly sic: number;
  readonly eastM: number;
  readonly northM: number;
  /** From the antenna to the post. */
  readonly transportUs: number;
  /** Share of a turn that its antenna is ahead of the first one's. */
  readonly phase: number;
}

/** The first stands at the site; the others round it, turned otherwise, and each over a slower line than the one before. */
export const airportRadars = (count: number): readonly AirportRadar[] =>
  Array.from({ length: count }, (_, i) => ({
    sic: AIRPORT.sic + i,
    eastM: i === 0 ? 0 : 15_000 * Math.cos(2 * i),
    northM: i === 0 ? 0 : 15_000 * Math.sin(2 * i),
    transportUs: 300_000 + 450_000 * i,
    phase: (0.37 * i) % 1,
  }));

/** 1 January 2026, 06:00 UTC. */
export const AIRPORT_START_US = 1_767_247_200_000_000;
const START_OF_DAY_S = 6 * 3600;
const DAY_TICKS = 86_400 * 128;
const DETECTION_PROBABILITY = 0.95;
const NAUTICAL_MILE_M = 1852;
const FLIGHT_LEVEL_M = 30.48;
const RANGE_SIGMA_M = 60;
const AZIMUTH_SIGMA_RAD = (0.08 * Math.PI) / 180;

interface Aircraft {
  readonly eastM: number;
  readonly northM: number;
  readonly heightM: number;
  readonly eastMps: number;
  readonly northMps: number;
  readonly code: number;
}

export interface AirportDatagram {
  readonly receivedUs: number;
  readonly payload: Uint8Array;
}

/**
 * Minutes of an airport's two-dimensional surveillance radars as ASTERIX, in the order received: for each sector the plots in it
 * (CAT048) in one datagram, then the message of its crossing (CAT034). Sixty aircraft fly straight, pressure height reported; the
 * clutter has no height. An aircraft that leaves comes back in from the other side.
 */
export function* airportRecording(options: AirportOptions): Generator<AirportDatagram> {
  const fleet = Array.from({ length: AIRPORT.aircraft }, (_, i) =>
    newAircraft(stream(options.seed, "aircraft", String(i)), i),
  );
  const lines = airportRadars(options.radars).map((radar) => radarLine(radar, fleet, options));
  const heads = lines.map((line) => line.next());
  for (;;) {
    let first: { readonly at: number; readonly datagram: AirportDatagram } | null = null;
    for (const [at, head] of heads.entries()) {
      if (head.done === true) continue;
      if (first === null || head.value.receivedUs < first.datagram.receivedUs)
        first = { at, datagram: head.value };
    }
    if (first === null) return;
    yield first.datagram;
    heads[first.at] = lines[first.at].next();
  }
}

function* radarLine(
  radar: AirportRadar,
  fleet: readonly Aircraft[],
  { minutes, seed, turnS, clutterPerTurn }: AirportOptions,
): Generator<AirportDatagram, undefined> {
  const { sectors } = AIRPORT;
  const name = radar.sic === AIRPORT.sic ? [] : [String(radar.sic)];
  const random = stream(seed, "radar", ...name);
  const frame = frameOf(radar);
  for (let turn = 0; turn < (minutes * 60) / turnS; turn++) {
    const startS = (turn + radar.phase) * turnS;
    const plots: AsterixItems[][] = Array.from({ length: sectors }, () => []);
    const add = (
      azimuth: number,
      rangeM: number,
      rest: Iterable<readonly [string, never]>,
    ): void => {
      const turns = turnsOf(azimuth);
      const items = frame.position(startS + turns * turnS, turns, rangeM);
      plots[Math.floor(turns * sectors)].push(new Map<string, never>([...items, ...rest]));
    };
    for (const aircraft of fleet) {
      const place = seenInTurn(aircraft, radar, startS, turnS);
      if (!random.chance(DETECTION_PROBABILITY)) continue;
      const noise = [random.normal(), random.normal()];
      if (place === null) continue;
      const { azimuth, rangeM } = place;
      add(
        azimuth + AZIMUTH_SIGMA_RAD * noise[0],
        rangeM + RANGE_SIGMA_M * noise[1],
        reply(aircraft),
      );
    }
    for (let i = 0; i < clutterPerTurn; i++)
      add(random.uniform(0, 2 * Math.PI), random.uniform(1000, AIRPORT.rangeMaxM), PRIMARY);
    for (let sector = 0; sector < sectors; sector++) {
      const sectorS = (sector / sectors) * turnS;
      yield frame.crossing(startS + sectorS, sector, turnS);
      if (plots[sector].length > 0)
        yield frame.datagram(startS + sectorS + turnS / sectors, 48, plots[sector]);
    }
  }
}

function newAircraft(random: RandomStream, index: number): Aircraft {
  const speedMps = random.uniform(80, 250);
  const course = random.uniform(-Math.PI, Math.PI);
  return {
    eastM: random.uniform(-70_000, 70_000),
    northM: random.uniform(-70_000, 70_000),
    heightM: random.uniform(1000, 11_000),
    eastMps: speedMps * Math.sin(course),
    northMps: speedMps * Math.cos(course),
    code: 0o1000 + index,
  };
}

const PASSES = 6;
const SAME_PASS_S = 1e-3;

/**
 * Where a radar sees an aircraft in a turn: where it is when the beam has come round to it. Null where it crosses the turn's seam just so
 * that the beam passes it neither at the start nor at the end.
 */
function seenInTurn(
  aircraft: Aircraft,
  radar: AirportRadar,
  startS: number,
  turnS: number,
): { azimuth: number; rangeM: number } | null {
  let passS = startS + 0.5 * turnS;
  for (let pass = 0; pass < PASSES; pass++) {
    const place = seen(aircraft, radar, passS);
    const nextS = startS + turnsOf(place.azimuth) * turnS;
    if (Math.abs(nextS - passS) < SAME_PASS_S) return place;
    passS = nextS;
  }
  return null;
}

/** A direction as a part of a turn, from 0 up to 1. */
const turnsOf = (azimuth: number): number => (((azimuth / (2 * Math.PI)) % 1) + 1) % 1;

/** Where a radar sees an aircraft at a time; the plane wraps round at ±70 km. */
function seen(
  aircraft: Aircraft,
  radar: AirportRadar,
  timeS: number,
): { azimuth: number; rangeM: number } {
  const eastM = wrapped(aircraft.eastM + timeS * aircraft.eastMps) - radar.eastM;
  const northM = wrapped(aircraft.northM + timeS * aircraft.northMps) - radar.northM;
  const { heightM } = aircraft;
  const rangeM = Math.sqrt(eastM * eastM + northM * northM + heightM * heightM);
  return { azimuth: Math.atan2(eastM, northM), rangeM };
}

const wrapped = (metres: number): number => {
  const width = 140_000;
  return ((((metres + width / 2) % width) + width) % width) - width / 2;
};

const ticks = (timeS: number): number => Math.round((START_OF_DAY_S + timeS) * 128) % DAY_TICKS;
const entries = (items: object): [string, never][] => Object.entries(items) as [string, never][];

const PRIMARY = entries({ "020": { TYP: 1, SIM: 0, RDP: 0, SPI: 0, RAB: 0 } });

const reply = ({ heightM, code }: Aircraft): [string, never][] =>
  entries({
    "020": { TYP: 3, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
    "070": { V: 0, G: 0, L: 0, MODE3A: code },
    "090": { V: 0, G: 0, FL: Math.round((4 * heightM) / FLIGHT_LEVEL_M) },
  });

/** How one radar writes. */
function frameOf({ sic, transportUs }: AirportRadar) {
  const source = { SAC: AIRPORT.sac, SIC: sic };
  const datagram = (
    timeS: number,
    category: number,
    records: readonly AsterixItems[],
  ): AirportDatagram => {
    const encoded = encodeBlock(category, records);
    if (!encoded.ok) throw new Error(`${encoded.item}: ${encoded.reason}`);
    const receivedUs = AIRPORT_START_US + Math.round(timeS * 1e6) + transportUs;
    return { receivedUs, payload: encoded.bytes };
  };
  const position = (timeS: number, turns: number, rangeM: number): [string, never][] =>
    entries({
      "010": source,
      "140": ticks(timeS),
      "040": {
        RHO: Math.round((256 * rangeM) / NAUTICAL_MILE_M),
        THETA: Math.floor(65_536 * turns),
      },
    });
  const crossing = (timeS: number, sector: number, turnS: number): AirportDatagram =>
    datagram(timeS, 34, [
      new Map(
        entries({
          "010": source,
          "000": sector === 0 ? 1 : 2,
          "030": ticks(timeS),
          ...(sector === 0 ? {} : { "020": (sector * 256) / AIRPORT.sectors }),
          "041": turnS * 128,
        }),
      ),
    ]);
  return { datagram, position, crossing };
}
