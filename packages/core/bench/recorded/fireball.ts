import { standardAtmosphereWithWind, type WindLevel } from "../../src/atmosphere/atmosphere.ts";
import type { Geodetic } from "../../src/geodesy/geodetic.ts";
import { createLocalFrame, enuToGeodetic, geodeticToEnu } from "../../src/geodesy/local-frame.ts";
import { createEnvironment } from "../../src/motion/environment.ts";
import { projectImpact } from "../../src/projection/project-impact.ts";
import { readTable, numberOf } from "./read-table.ts";

const RADIANS = Math.PI / 180;
/** A stone's drag coefficient at the speeds of its fall, and what is not known of it, of its mass and its shape together: of ln k. */
const DRAG_COEFFICIENT = 1;
const LOG_DRAG_SIGMA = 0.4;
/** Faster stones still burn away, which no model here knows, m/s. */
export const BURNS_ABOVE_MPS = 4500;

/** The end of a fireball's light: where it was, how it flew and how sure that is. Metres, m/s, radians, kg. */
export interface FireballEnd {
  readonly name: string;
  readonly place: Geodetic;
  readonly speedMps: number;
  /** Of its flight: from straight down, and from north to where it flew. */
  readonly zenithRad: number;
  readonly azimuthRad: number;
  readonly massKg: number;
  readonly densityKgM3: number;
  readonly groundM: number;
  readonly sigmas: {
    readonly latitudeRad: number;
    readonly longitudeRad: number;
    readonly heightM: number;
    readonly speedMps: number;
    readonly zenithRad: number;
    readonly azimuthRad: number;
  };
  /** The name of the wind's file, as the settings say it; empty where they name none. */
  readonly windFile: string;
}

/** Reads the settings of an event as the Desert Fireball Network's dark-flight programme takes them (`[met]`, `[gnd]`); says what is missing. */
export function readFireball(text: string): FireballEnd | { readonly why: string } {
  const settings = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const match = /^\s*(\w+)\s*=\s*([^#]*?)\s*(#.*)?$/.exec(line);
    if (match !== null) settings.set(match[1].toLowerCase(), match[2]);
  }
  const missing = ["lat0", "lon0", "z0", "vtot0", "zenangle", "azimuth0", "mass0"].filter(
    (name) => !Number.isFinite(Number.parseFloat(settings.get(name) ?? "")),
  );
  if (missing.length > 0) return { why: `it lacks ${missing.join(", ")}` };
  const read = (name: string, otherwise = 0): number => {
    const value = Number.parseFloat(settings.get(name) ?? "");
    return Number.isFinite(value) ? value : otherwise;
  };
  return {
    name: settings.get("name") ?? "fireball",
    place: {
      latitudeRad: read("lat0") * RADIANS,
      longitudeRad: read("lon0") * RADIANS,
      heightM: read("z0"),
    },
    speedMps: read("vtot0"),
    zenithRad: read("zenangle") * RADIANS,
    azimuthRad: read("azimuth0") * RADIANS,
    massKg: read("mass0"),
    densityKgM3: read("rdens0", 3500),
    groundM: read("gndlvl"),
    sigmas: {
      latitudeRad: read("dlat", 1e-3) * RADIANS,
      longitudeRad: read("dlon", 1e-3) * RADIANS,
      heightM: read("dz", 100),
      speedMps: read("dvtot", 300),
      zenithRad: read("dzenith", 0.1) * RADIANS,
      azimuthRad: read("dazimuth0", 0.1) * RADIANS,
    },
    windFile: settings.get("atmosprofile") ?? "",
  };
}

/** The wind by height out of a table that has columns of height, wind and the direction it comes from; null where it has not. */
export function readWind(text: string): readonly WindLevel[] | null {
  const table = readTable(text);
  if (table === null) return null;
  const find = (name: RegExp): number => table.columns.findIndex((column) => name.test(column));
  const height = find(/^(height|alt)/i);
  const speed = find(/^(wind$|wind.?speed|speed|ws\b)/i);
  const from = find(/^(wdir|wind.?dir|dir|wd\b)/i);
  if (height < 0 || speed < 0 || from < 0) return null;
  const levels: WindLevel[] = [];
  for (const row of table.rows) {
    const [heightM, mps, deg] = [height, speed, from].map((at) =>
      numberOf(row[at], table.hasDecimalComma),
    );
    if (!Number.isFinite(heightM + mps + deg) || heightM <= (levels.at(-1)?.heightM ?? -Infinity))
      continue;
    levels.push({
      heightM,
      eastMps: -mps * Math.sin(deg * RADIANS),
      northMps: -mps * Math.cos(deg * RADIANS),
    });
  }
  return levels.length < 2 ? null : levels;
}

/** Where a stone is said to lie: its place, and about it an ellipse that holds it nine times of ten. */
export interface SaidGround {
  readonly place: Geodetic;
  /** From below the end of the light. */
  readonly eastM: number;
  readonly northM: number;
  /** Half-axes of the ellipse, m, and the bearing of the longer one. */
  readonly longM: number;
  readonly shortM: number;
  readonly bearingRad: number;
  readonly afterS: number;
  readonly speedMps: number;
  /** How far another place is from the middle, in units of the ellipse: at most 1 inside. Null where none was asked about. */
  readonly share: number | null;
  readonly distanceM: number | null;
}

/** √χ² with two degrees of freedom at 90 %. */
const NINE_OF_TEN = Math.sqrt(-2 * Math.log(0.1));

/** Projects the end of a fireball's light to the ground through a wind (none: still air of which nothing is known), with `find` the place of a stone. */
export function predictGround(
  end: FireballEnd,
  wind: readonly WindLevel[],
  find: Geodetic | null,
): SaidGround | { readonly why: string } {
  const frame = createLocalFrame({ ...end.place, heightM: 0 });
  const env = createEnvironment(
    { ...end.place, heightM: 0 },
    standardAtmosphereWithWind(wind),
    end.groundM,
  );
  const { mean, covariance } = stateOf(end);
  const answer = projectImpact({ model: "ballistic", probability: 1, mean, covariance }, 0, env);
  if (!answer.known) return { why: answer.why };
  const { impact } = answer;
  const ee = impact.covarianceEeM2;
  const nn = impact.covarianceNnM2;
  const en = impact.covarianceEnM2;
  const middle = (ee + nn) / 2;
  const off = Math.hypot((ee - nn) / 2, en);
  const found = find === null ? null : geodeticToEnu(frame, find, new Float64Array(3));
  const dE = (found?.[0] ?? NaN) - impact.eastM;
  const dN = (found?.[1] ?? NaN) - impact.northM;
  const squared = (nn * dE * dE - 2 * en * dE * dN + ee * dN * dN) / (ee * nn - en * en);
  return {
    place: enuToGeodetic(frame, impact.eastM, impact.northM, end.groundM),
    eastM: impact.eastM,
    northM: impact.northM,
    longM: NINE_OF_TEN * Math.sqrt(middle + off),
    shortM: NINE_OF_TEN * Math.sqrt(Math.max(0, middle - off)),
    bearingRad: Math.atan2(en, (nn - ee) / 2 + off),
    afterS: impact.impactUs / 1e6,
    speedMps: impact.speedMps,
    share: found === null ? null : Math.sqrt(squared) / NINE_OF_TEN,
    distanceM: found === null ? null : Math.hypot(dE, dN),
  };
}

/** Position, velocity and ln k in the frame below the end of the light, and their covariance: 7×1 and 7×7. */
function stateOf(end: FireballEnd): { mean: Float64Array; covariance: Float64Array } {
  const { speedMps: v, zenithRad: z, azimuthRad: a, sigmas } = end;
  const radius = Math.cbrt((3 * end.massKg) / (4 * Math.PI * end.densityKgM3));
  const drag = (DRAG_COEFFICIENT * Math.PI * radius * radius) / end.massKg;
  const way = [Math.sin(z) * Math.sin(a), Math.sin(z) * Math.cos(a), -Math.cos(z)];
  const mean = Float64Array.of(0, 0, end.place.heightM, ...way.map((c) => v * c), Math.log(drag));
  const covariance = new Float64Array(49);
  const earth = 6_371_000;
  covariance[0] = (earth * Math.cos(end.place.latitudeRad) * sigmas.longitudeRad) ** 2;
  covariance[8] = (earth * sigmas.latitudeRad) ** 2;
  covariance[16] = sigmas.heightM ** 2;
  const turns = [
    way.map((c) => c * sigmas.speedMps),
    [Math.cos(z) * Math.sin(a), Math.cos(z) * Math.cos(a), Math.sin(z)].map(
      (c) => c * v * sigmas.zenithRad,
    ),
    [Math.sin(z) * Math.cos(a), -Math.sin(z) * Math.sin(a), 0].map(
      (c) => c * v * sigmas.azimuthRad,
    ),
  ];
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++)
      covariance[(3 + i) * 7 + 3 + j] =
        turns.reduce((sum, turn) => sum + turn[i] * turn[j], 0) + (i === j ? 1 : 0);
  covariance[48] = LOG_DRAG_SIGMA * LOG_DRAG_SIGMA;
  return { mean, covariance };
}
