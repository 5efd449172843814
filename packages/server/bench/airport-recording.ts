import { type RandomStream, stream } from "@tocsin/sim";
import { type AsterixItems, encodeBlock } from "../src/adapters/asterix/codec/encode-block.ts";

/** The radar of the made-up recording. */
export const AIRPORT = {
  sac: 25,
  sic: 13,
  turnS: 4,
  sectors: 32,
  aircraft: 60,
  clutterPerTurn: 200,
  rangeMaxM: 105_000,
} as const;

/** 1 January 2026, 06:00 UTC. */
export const AIRPORT_START_US = 1_767_247_200_000_000;
const START_OF_DAY_S = 6 * 3600;
const DETECTION_PROBABILITY = 0.95;
/** From the antenna to the post. */
const TRANSPORT_US = 300_000;
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
 * Minutes of an airport's two-dimensional surveillance radar as ASTERIX: for each sector the plots in it (CAT048) in one
 * datagram, then the message of its crossing (CAT034). Sixty aircraft fly straight, pressure height reported; 200 plots
 * of each turn are clutter without height. An aircraft that leaves comes back in from the other side.
 */
export function* airportRecording(minutes: number, seed: number): Generator<AirportDatagram> {
  const fleet = Array.from({ length: AIRPORT.aircraft }, (_, i) =>
    newAircraft(stream(seed, "aircraft", String(i)), i),
  );
  const random = stream(seed, "radar");
  const { turnS, sectors } = AIRPORT;
  for (let turn = 0; turn < (minutes * 60) / turnS; turn++) {
    const plots: AsterixItems[][] = Array.from({ length: sectors }, () => []);
    const add = (
      azimuth: number,
      rangeM: number,
      rest: Iterable<readonly [string, never]>,
    ): void => {
      const turns = (((azimuth / (2 * Math.PI)) % 1) + 1) % 1;
      const timeS = (turn + turns) * turnS;
      const items = new Map<string, never>([...position(timeS, turns, rangeM), ...rest]);
      plots[Math.floor(turns * sectors)].push(items);
    };
    for (const aircraft of fleet) {
      const { azimuth, rangeM } = seen(aircraft, turn * turnS);
      if (!random.chance(DETECTION_PROBABILITY)) continue;
      const noise = [random.normal(), random.normal()];
      add(
        azimuth + AZIMUTH_SIGMA_RAD * noise[0],
        rangeM + RANGE_SIGMA_M * noise[1],
        reply(aircraft),
      );
    }
    for (let i = 0; i < AIRPORT.clutterPerTurn; i++)
      add(random.uniform(0, 2 * Math.PI), random.uniform(1000, AIRPORT.rangeMaxM), PRIMARY);
    for (let sector = 0; sector < sectors; sector++) {
      yield crossing((turn + sector / sectors) * turnS, sector);
      if (plots[sector].length > 0)
        yield datagram((turn + (sector + 1) / sectors) * turnS, 48, plots[sector]);
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

/** Where the radar sees an aircraft; the plane wraps round at ±70 km. */
function seen(aircraft: Aircraft, timeS: number): { azimuth: number; rangeM: number } {
  const eastM = wrapped(aircraft.eastM + timeS * aircraft.eastMps);
  const northM = wrapped(aircraft.northM + timeS * aircraft.northMps);
  const { heightM } = aircraft;
  const rangeM = Math.sqrt(eastM * eastM + northM * northM + heightM * heightM);
  return { azimuth: Math.atan2(eastM, northM), rangeM };
}

const wrapped = (metres: number): number => {
  const width = 140_000;
  return ((((metres + width / 2) % width) + width) % width) - width / 2;
};

const source = { SAC: AIRPORT.sac, SIC: AIRPORT.sic };
const ticks = (timeS: number): number => Math.round((START_OF_DAY_S + timeS) * 128);
const entries = (items: object): [string, never][] => Object.entries(items) as [string, never][];

const PRIMARY = entries({ "020": { TYP: 1, SIM: 0, RDP: 0, SPI: 0, RAB: 0 } });

const reply = ({ heightM, code }: Aircraft): [string, never][] =>
  entries({
    "020": { TYP: 3, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
    "070": { V: 0, G: 0, L: 0, MODE3A: code },
    "090": { V: 0, G: 0, FL: Math.round((4 * heightM) / FLIGHT_LEVEL_M) },
  });

const position = (timeS: number, turns: number, rangeM: number): [string, never][] =>
  entries({
    "010": source,
    "140": ticks(timeS),
    "040": {
      RHO: Math.round((256 * rangeM) / NAUTICAL_MILE_M),
      THETA: Math.floor(65_536 * turns),
    },
  });

const crossing = (timeS: number, sector: number): AirportDatagram =>
  datagram(timeS, 34, [
    new Map(
      entries({
        "010": source,
        "000": sector === 0 ? 1 : 2,
        "030": ticks(timeS),
        ...(sector === 0 ? {} : { "020": (sector * 256) / AIRPORT.sectors }),
        "041": AIRPORT.turnS * 128,
      }),
    ),
  ]);

function datagram(
  timeS: number,
  category: number,
  records: readonly AsterixItems[],
): AirportDatagram {
  const encoded = encodeBlock(category, records);
  if (!encoded.ok) throw new Error(`${encoded.item}: ${encoded.reason}`);
  const receivedUs = AIRPORT_START_US + Math.round(timeS * 1e6) + TRANSPORT_US;
  return { receivedUs, payload: encoded.bytes };
}
