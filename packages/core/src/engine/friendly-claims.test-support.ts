import { createLocalFrame, enuToGeodetic } from "../geodesy/local-frame.ts";
import type { Identity, Look, PositionDetection } from "../measurement/look.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { sensorId } from "../units/ids.ts";
import {
  atS,
  circle,
  type Flight,
  lookAt,
  radar,
  siteOf,
  straight,
  wobble,
} from "./engine.test-support.ts";

/** So long a draw is followed, s. */
export const SECONDS = 60;
/** Draws come in this many kinds of claims. */
const KINDS = 10;
const GRAVITY_MPS2 = 9.81;

type Place = readonly [eastM: number, northM: number, upM: number];

const hears = (id: string): SensorSpec =>
  radar(id, {
    kind: "cooperative",
    authenticated: false,
    falseDetectionsPerSweep: 0,
    coverage: { ...radar("").coverage, rangeMinM: 0, rangeMaxM: 400_000, horizon: false },
  });

/** One radar or two, a receiver of ADS-B and one of Remote ID, and people in the middle. */
export const siteOfDraw = (draw: number): SiteModel =>
  siteOf({
    sensors: [...radarsOf(draw).map((id) => radar(id)), hears("squitters"), hears("beacons")],
    areas: [circle("camp", 0, 0, 300), circle("town", 900, -700, 400)],
  });
const FRAME = createLocalFrame(siteOf().origin);

const radarsOf = (draw: number): readonly string[] =>
  draw % 3 === 0 ? ["radar-a", "radar-b"] : ["radar-a"];

/** A number in [least, most] that belongs to a draw. */
const drawn = (draw: number, n: number, least: number, most: number): number =>
  least + ((wobble(draw, n) + 1) / 2) * (most - least);

/** What comes, and what the radars see of it, nine times in ten. */
export interface Threat {
  readonly flights: readonly Flight[];
  readonly looks: readonly Look[];
}

/** Of four draws one is a salvo of rockets, the others are drones on their way to the people. */
export function threatOf(draw: number): Threat {
  const flights = draw % 4 === 0 ? salvoOf(draw) : [droneOf(draw)];
  const looks: Look[] = [];
  radarsOf(draw).forEach((id, r) => {
    for (let s = 1; s < SECONDS; s++) {
      const seen = flights.map(
        (flight, i): Flight =>
          (at) =>
            drawn(draw, 1000 * (r + 1) + 20 * s + i, 0, 1) < 0.9 ? flight(at) : null,
      );
      looks.push(lookAt(id, s + 0.4 * r, seen, draw + 7919 * r));
    }
  });
  return { flights, looks };
}

function droneOf(draw: number): Flight {
  const bearing = drawn(draw, 1, 0, 2 * Math.PI);
  const speed = drawn(draw, 2, 25, 110);
  const farM = speed * drawn(draw, 3, 30, 52);
  const [sine, cosine] = [Math.sin(bearing), Math.cos(bearing)];
  const way = straight(
    [farM * sine, farM * cosine, drawn(draw, 4, 60, 250)],
    [-speed * sine, -speed * cosine, 0],
  );
  return (s) => (s * speed > farM ? null : way(s));
}

/** Three to five rockets from one place, one every other second, thrown without drag. */
function salvoOf(draw: number): readonly Flight[] {
  const count = 3 + (draw % 3);
  const bearing = drawn(draw, 1, 0, 2 * Math.PI);
  const farM = drawn(draw, 2, 3_000, 5_500);
  return Array.from({ length: count }, (_, i): Flight => {
    const aimM = 250 * wobble(draw, 40 + i);
    const flightS = drawn(draw, 50 + i, 25, 32);
    const from: Place = [farM * Math.sin(bearing), farM * Math.cos(bearing), 0];
    const velocity = [
      (aimM - from[0]) / flightS,
      (aimM - from[1]) / flightS,
      0.5 * GRAVITY_MPS2 * flightS,
    ];
    return (s) => {
      const t = s - 1 - 2 * i;
      if (t < 0 || t > flightS) return null;
      return [
        from[0] + velocity[0] * t,
        from[1] + velocity[1] * t,
        velocity[2] * t - 0.5 * GRAVITY_MPS2 * t * t,
      ];
    };
  });
}

/** A look and when it comes. */
export interface Heard {
  readonly look: Look;
  readonly receivedS: number;
}

/**
 * What a liar may say: that the threat is an aircraft, that one flies beside it, before it, towards it or away from it, stands where it comes by,
 * jumps about, that there are many; from before the radar sees anything or later, by either receiver, late or ahead of time.
 */
export function claimsOf(draw: number, { flights }: Threat): readonly Heard[] {
  const kind = draw % KINDS;
  const many = kind === 9 ? 12 : 1 + (draw % 2);
  const heard: Heard[] = [];
  for (let k = 0; k < many; k++) {
    const seed = draw + 104_729 * k;
    const target = flights[k % flights.length];
    const told = kind === 9 ? Math.abs((seed * 7) % 9) : kind;
    const place = placeOf(told, seed, kept(target));
    const beginS = drawn(seed, 8, 0, draw % 2 === 0 ? 2 : 25);
    const everyS = drawn(seed, 9, kind === 8 ? 0.1 : 0.4, kind === 8 ? 0.2 : 2);
    const delayS = draw % 7 === 0 ? drawn(seed, 10, 0.5, 3) : draw % 7 === 1 ? -0.4 : 0.05;
    const receiver = seed % 2 === 0 ? "squitters" : "beacons";
    for (let s = beginS; s < SECONDS; s += everyS) {
      const look = claimAt(receiver, s, place, `F${seed}`);
      heard.push({ look, receivedS: s + delayS });
    }
  }
  return heard;
}

/** Where a flight is, or was last. */
function kept(flight: Flight): (s: number) => Place {
  let known: Place = [2_000, 2_000, 100];
  for (let s = 0; s < SECONDS; s++) {
    const first = flight(s);
    if (first === null) continue;
    known = first;
    break;
  }
  return (s) => {
    const place = flight(Math.max(0, s));
    if (place !== null) known = place;
    return known;
  };
}

function placeOf(kind: number, seed: number, threat: (s: number) => Place): (s: number) => Place {
  const beginS = drawn(seed, 8, 0, 25);
  const aside: Place = [300 * wobble(seed, 7), 300 * wobble(seed, 17), 30];
  switch (kind) {
    case 0:
    case 8:
      return threat;
    case 1:
      return (s) => plus(threat(s), aside);
    case 2: {
      const aheadS = drawn(seed, 11, 1, 8);
      return (s) => threat(s + aheadS);
    }
    case 3: {
      const stop = threat(drawn(seed, 12, 3, 30));
      return () => stop;
    }
    case 4:
      return (s) => turned(threat(beginS), threat(s), drawn(seed, 10, -0.6, 0.6), 5 * (s - beginS));
    case 5: {
      const metS = drawn(seed, 12, 4, 25);
      return (s) => plus(threat(s), scaled(aside, (5 * (metS - s)) / metS));
    }
    case 6: {
      const crossing: Place = [60 * wobble(seed, 21), 60 * wobble(seed, 22), 0];
      const metS = drawn(seed, 12, 0, 4);
      const met = threat(metS);
      return (s) => plus(met, scaled(crossing, s - metS));
    }
    default:
      return (s) => plus(threat(s), scaled(aside, 3 * wobble(seed, Math.floor(s / 3))));
  }
}

const plus = ([a, b, c]: Place, [d, e, f]: Place): Place => [a + d, b + e, c + f];
const scaled = ([a, b, c]: Place, by: number): Place => [a * by, b * by, c * by];

/** The way from `from` to `to`, turned about its beginning, and climbing. */
function turned(from: Place, to: Place, byRad: number, climbM: number): Place {
  const [cosine, sine] = [Math.cos(byRad), Math.sin(byRad)];
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  return [
    from[0] + cosine * east - sine * north,
    from[1] + sine * east + cosine * north,
    to[2] + climbM,
  ];
}

const identityOf = (receiver: string, name: string): Identity => ({
  sensorTrack: null,
  aircraftAddress: receiver === "squitters" ? "3C6444" : null,
  callsign: name,
  mode3A: null,
});

function claimAt(receiver: string, s: number, place: (s: number) => Place, name: string): Look {
  const [east, north, up] = place(s);
  const [east1, north1] = place(s + 0.5);
  const { latitudeRad, longitudeRad, heightM } = enuToGeodetic(FRAME, east, north, up);
  const detection: PositionDetection = {
    kind: "position",
    sensedUs: atS(s),
    latitudeRad,
    longitudeRad,
    heightM,
    covarianceEeM2: 100,
    covarianceEnM2: 0,
    covarianceNnM2: 100,
    heightSigmaM: 15,
    velocity: {
      eastMps: 2 * (east1 - east),
      northMps: 2 * (north1 - north),
      upMps: 0,
      horizontalSigmaMps: 2,
      upSigmaMps: 2,
    },
    rcsDbsm: null,
    identity: identityOf(receiver, name),
  };
  return {
    sensorId: sensorId(receiver),
    sequence: Math.round(s * 1_000),
    fromUs: atS(s),
    toUs: atS(s),
    sweep: null,
    detections: [detection],
  };
}
