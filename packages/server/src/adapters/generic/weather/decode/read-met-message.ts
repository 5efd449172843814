import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { KNOT_MPS, MIL_DEG } from "../../units.ts";
import type { AirProfile, ProfileLevel, ProfileProblem } from "../profile.ts";

/**
 * The standard artillery computer meteorological message, METCM (STANAG 4082; the code is explained in the public U.S. Army manual
 * TM 11-6660-218-12, 3-9): groups of digits, however they are parted by spaces and lines.
 *
 *   METCMQ LaLaLaLoLoLo YYGoGoGoG hhhPdPdPd, then for each zone ZZdddFFF TTTTPPPP
 *
 * Q octant of the globe; place in tenths of a degree, or XXXXXX; YY day of the month, GoGoGo time in tenths of an hour UTC, G hours that it
 * holds (9: 12; 0: it does not say); hhh height of the datum plane above the sea, tens of metres, and its pressure; ZZ zone; ddd where the
 * mean wind comes from, tens of mils; FFF knots; TTTT virtual temperature, tenths of a kelvin; PPPP hectopascals.
 */
export function readMetMessage(text: string, receivedUs: TimeUs): AirProfile | ProfileProblem {
  const head = HEAD.exec(text);
  if (head === null)
    return {
      reason: "not-a-profile",
      words: "this is no METCM: it has to begin with METCM, its octant, place, time and height",
    };
  const [whole, day, tenths, hours, datum] = head;
  const timeUs = nearestUs(Number(day), Number(tenths) / 10, receivedUs);
  if (timeUs === null)
    return { reason: "bad-value", words: `there is no day ${day}, or no hour ${tenths}` };
  const digits = text.slice(head.index + whole.length).replace(/\s+/g, "");
  const lines = digits.match(/\d{16}/g) ?? [];
  if (lines.length * 16 !== digits.length)
    return {
      reason: "bad-value",
      words: "its lines are not of 16 digits each: a zone's wind, and its temperature and pressure",
    };
  const levels: ProfileLevel[] = [];
  for (const line of lines) {
    const zone = Number(line.slice(0, 2));
    const aboveM = MIDDLES_M[zone];
    if (aboveM === undefined) return { reason: "bad-value", words: `there is no zone ${zone}` };
    levels.push({
      heightM: 10 * Number(datum) + aboveM,
      windFromDeg: 10 * Number(line.slice(2, 5)) * MIL_DEG,
      windMps: Number(line.slice(5, 8)) * KNOT_MPS,
      temperatureK: Number(line.slice(8, 12)) / 10,
      pressurePa: 100 * Number(line.slice(12, 16)),
    });
  }
  const said = Number(hours);
  const validS = said === 0 ? null : 3_600 * (said === 9 ? 12 : said);
  return { timeUs, validS, source: null, heightsFrom: "sea", levels };
}

const HEAD = /METCM\s*\d\s*[0-9X]{6}\s*(\d{2})(\d{3})(\d)\s*(\d{3})\d{3}\b/i;

/** Upper edges of zones 1 to 26 above the datum plane, m; zone 0 is at it. */
const EDGES_M = [
  0,
  200,
  500,
  1_000,
  1_500,
  2_000,
  2_500,
  3_000,
  3_500,
  4_000,
  4_500,
  5_000,
  ...Array.from({ length: 15 }, (_, i) => 6_000 + 1_000 * i),
];
/** What is said of a zone is its mean, and taken as that of its middle. */
const MIDDLES_M = EDGES_M.map((edgeM, zone) => (zone === 0 ? 0 : (edgeM + EDGES_M[zone - 1]) / 2));

/** The moment nearest to its receipt of that day of a month and hour of the day, UTC; null where no near month has it. */
function nearestUs(day: number, hour: number, receivedUs: TimeUs): TimeUs | null {
  if (hour >= 24) return null;
  const received = new Date(receivedUs / 1_000);
  const moments = [-1, 0, 1].flatMap((months) => {
    const month = received.getUTCMonth() + months;
    const midnight = new Date(Date.UTC(received.getUTCFullYear(), month, day));
    const hasDay = midnight.getUTCDate() === day && day > 0;
    return hasDay
      ? [midnight.getTime() * 1_000 + Math.round(hour * 3_600) * MICROS_PER_SECOND]
      : [];
  });
  if (moments.length === 0) return null;
  return moments.reduce((best, each) =>
    Math.abs(each - receivedUs) < Math.abs(best - receivedUs) ? each : best,
  );
}
