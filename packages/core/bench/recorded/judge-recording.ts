import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Geodetic } from "../../src/geodesy/geodetic.ts";
import { type Coast, findCoast } from "./coast.ts";
import {
  BURNS_ABOVE_MPS,
  predictGround,
  readFireball,
  readWind,
  type SaidGround,
} from "./fireball.ts";
import { readHeightLog } from "./height-log.ts";
import { holds } from "./interval.ts";
import { namesObjects, readFixes } from "./movements.ts";
import { predictApogee, type SaidApogee } from "./predict-apogee.ts";
import { type Watched, watchMovements } from "./watch-movements.ts";

const RADIANS = Math.PI / 180;
/** A larger file is no log of one flight, octets. */
const FILE_MOST = 64 * 1024 * 1024;
/** What climbs no faster where it climbs fastest is no rocket, m/s. */
const ROCKET_LEAST_MPS = 40;
/** Seconds of coast after which a rocket's apogee is predicted. */
export const COAST_SECONDS = [2, 4, 6] as const;

/** One prediction of a rocket's top, and whether it held; `why` where nothing was said. */
export interface ApogeeOutcome {
  readonly seconds: number;
  readonly said: SaidApogee | null;
  readonly why: string | null;
  readonly heightHeld: boolean;
  readonly timeHeld: boolean;
}

export type Outcome =
  | {
      readonly kind: "rocket";
      readonly path: string;
      readonly reading: string;
      readonly coast: Coast;
      readonly predictions: readonly ApogeeOutcome[];
    }
  | {
      readonly kind: "fireball";
      readonly path: string;
      readonly name: string;
      readonly stillBurns: boolean;
      readonly calm: SaidGround | { readonly why: string };
      /** Null where no wind's file was found. */
      readonly windy: SaidGround | { readonly why: string } | null;
    }
  | { readonly kind: "movements"; readonly path: string; readonly watched: Watched }
  | { readonly kind: "none"; readonly path: string; readonly why: string };

export interface JudgeOptions {
  /** Latitude and longitude in degrees, with a comma between. */
  readonly find?: string | undefined;
  readonly wind?: string | undefined;
}

/** The files named, and those in the folders named, in the order of their names. */
export function findRecordings(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) =>
    existsSync(path) && statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter(
            (entry) => entry.isFile() && /\.(csv|txt|tsv|cfg|json|gpx)(\.gz)?$/i.test(entry.name),
          )
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path],
  );
}

/** Tells what a file records, predicts its end from its beginning, and compares. Says why not where it can't. */
export function judgeRecording(path: string, options: JudgeOptions = {}): Outcome {
  const text = textOf(path);
  if (typeof text !== "string") return { kind: "none", path, why: text.why };
  if (/^\s*\[?met\]?\s*$|^\s*vtot0\s*=/im.test(text)) return judgeFireball(path, text, options);
  if (namesObjects(text)) return judgeMovements(path, text, "it tells no places");
  const log = readHeightLog(text);
  if ("why" in log) return judgeMovements(path, text, log.why);
  const coast = findCoast(log);
  if (coast === null || coast.burnOutSpeedMps < ROCKET_LEAST_MPS)
    return judgeMovements(path, text, "its heights show no flight");
  return {
    kind: "rocket",
    path,
    reading: log.reading,
    coast,
    predictions: COAST_SECONDS.map((seconds) => {
      const said = predictApogee(log, coast, seconds);
      return "why" in said
        ? { seconds, said: null, why: said.why, heightHeld: false, timeHeld: false }
        : {
            seconds,
            said,
            why: null,
            heightHeld: holds(said.heightM, coast.apogeeM),
            timeHeld: holds(said.timeS, coast.apogeeS),
          };
    }),
  };
}

function judgeMovements(path: string, text: string, why: string): Outcome {
  const fixes = readFixes(text);
  if (fixes === null) return { kind: "none", path, why };
  const watched = watchMovements(fixes);
  return watched === null
    ? { kind: "none", path, why: "nothing in it flies for as long as a radar needs" }
    : { kind: "movements", path, watched };
}

function textOf(path: string): string | { readonly why: string } {
  if (!existsSync(path)) return { why: "there is no such file" };
  const status = statSync(path);
  if (!status.isFile()) return { why: "it is no file" };
  if (status.size > FILE_MOST) return { why: "it is too large for a log of one flight" };
  const octets = readFileSync(path);
  if (octets.length === 0) return { why: "it is empty" };
  try {
    const plain =
      octets[0] === 0x1f && octets[1] === 0x8b
        ? gunzipSync(octets, { maxOutputLength: FILE_MOST })
        : octets;
    // Some programmes write two octets for each letter.
    const isWide = plain[0] === 0xff && plain[1] === 0xfe;
    return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(plain);
  } catch (error) {
    return { why: `it can't be unpacked: ${error instanceof Error ? error.message : "damaged"}` };
  }
}

function judgeFireball(path: string, text: string, options: JudgeOptions): Outcome {
  const end = readFireball(text);
  if ("why" in end) return { kind: "none", path, why: end.why };
  const find = placeOf(options.find);
  const named = [
    options.wind,
    end.windFile === "" ? undefined : resolve(dirname(path), end.windFile),
  ];
  const file = named.find(
    (name) => name !== undefined && existsSync(name) && statSync(name).isFile(),
  );
  const wind = file === undefined ? null : readWind(readFileSync(file, "utf8"));
  return {
    kind: "fireball",
    path,
    name: end.name,
    stillBurns: end.speedMps > BURNS_ABOVE_MPS,
    calm: predictGround(end, [], find),
    windy: wind === null ? null : predictGround(end, wind, find),
  };
}

function placeOf(text: string | undefined): Geodetic | null {
  const [latitude = NaN, longitude = NaN] = (text ?? "").split(",").map(Number);
  return Number.isFinite(latitude + longitude)
    ? { latitudeRad: latitude * RADIANS, longitudeRad: longitude * RADIANS, heightM: 0 }
    : null;
}
