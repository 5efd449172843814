const HOUR = 60;

/**
 * How many minutes a clock runs ahead of universal time: the least and the most that a name may mean. They differ where one name is used of several zones, or where
 * nothing says whether it is summer time.
 */
export interface Ahead {
  readonly leastMinutes: number;
  readonly mostMinutes: number;
}

const fixed = (minutes: number): Ahead => ({ leastMinutes: minutes, mostMinutes: minutes });
const between = (leastMinutes: number, mostMinutes: number): Ahead => ({
  leastMinutes,
  mostMinutes,
});
/** A zone with summer time: an hour more of it. */
const orSummer = (minutes: number): Ahead => between(minutes, minutes + HOUR);

/** Abbreviations as news and soldiers write them, always in capitals (IANA time zone database, 2025b; of several zones of one name all that are usual). */
const ABBREVIATIONS: Readonly<Record<string, Ahead>> = {
  WET: fixed(0),
  WEST: fixed(HOUR),
  CET: fixed(HOUR),
  CEST: fixed(2 * HOUR),
  EET: fixed(2 * HOUR),
  EEST: fixed(3 * HOUR),
  MSK: fixed(3 * HOUR),
  TRT: fixed(3 * HOUR),
  WAT: fixed(HOUR),
  CAT: fixed(2 * HOUR),
  SAST: fixed(2 * HOUR),
  EAT: fixed(3 * HOUR),
  IDT: fixed(3 * HOUR),
  IRST: fixed(3 * HOUR + 30),
  IRDT: fixed(4 * HOUR + 30),
  GST: fixed(4 * HOUR),
  AFT: fixed(4 * HOUR + 30),
  PKT: fixed(5 * HOUR),
  NPT: fixed(5 * HOUR + 45),
  ICT: fixed(7 * HOUR),
  WIB: fixed(7 * HOUR),
  HKT: fixed(8 * HOUR),
  SGT: fixed(8 * HOUR),
  JST: fixed(9 * HOUR),
  KST: fixed(9 * HOUR),
  AEST: fixed(10 * HOUR),
  AEDT: fixed(11 * HOUR),
  NZST: fixed(12 * HOUR),
  NZDT: fixed(13 * HOUR),
  EST: fixed(-5 * HOUR),
  EDT: fixed(-4 * HOUR),
  ET: between(-5 * HOUR, -4 * HOUR),
  CDT: fixed(-5 * HOUR),
  MST: fixed(-7 * HOUR),
  MDT: fixed(-6 * HOUR),
  PST: fixed(-8 * HOUR),
  PDT: fixed(-7 * HOUR),
  PT: between(-8 * HOUR, -7 * HOUR),
  // British summer or Bangladesh.
  BST: between(HOUR, 6 * HOUR),
  // Irish, Israeli or Indian.
  IST: between(HOUR, 5 * HOUR + 30),
  // Atlantic or Arabian.
  AST: between(-4 * HOUR, 3 * HOUR),
  // Central in America, or Chinese.
  CST: between(-6 * HOUR, 8 * HOUR),
};

/** "Moscow time", "Eastern time": what stands before the word (same source). */
const PLACES: Readonly<Record<string, Ahead>> = {
  greenwich: fixed(0),
  "greenwich mean": fixed(0),
  universal: fixed(0),
  eastern: between(-5 * HOUR, -4 * HOUR),
  "eastern standard": fixed(-5 * HOUR),
  "eastern daylight": fixed(-4 * HOUR),
  washington: between(-5 * HOUR, -4 * HOUR),
  "new york": between(-5 * HOUR, -4 * HOUR),
  pacific: between(-8 * HOUR, -7 * HOUR),
  london: orSummer(0),
  "central european": orSummer(HOUR),
  "central european summer": fixed(2 * HOUR),
  "eastern european": orSummer(2 * HOUR),
  paris: orSummer(HOUR),
  berlin: orSummer(HOUR),
  brussels: orSummer(HOUR),
  warsaw: orSummer(HOUR),
  kyiv: orSummer(2 * HOUR),
  kiev: orSummer(2 * HOUR),
  cairo: orSummer(2 * HOUR),
  beirut: orSummer(2 * HOUR),
  israel: orSummer(2 * HOUR),
  jerusalem: orSummer(2 * HOUR),
  "tel aviv": orSummer(2 * HOUR),
  gaza: orSummer(2 * HOUR),
  // Both gave up summer time for good in 2022, and keep it all year.
  damascus: orSummer(2 * HOUR),
  amman: orSummer(2 * HOUR),
  tripoli: fixed(2 * HOUR),
  khartoum: fixed(2 * HOUR),
  moscow: fixed(3 * HOUR),
  istanbul: fixed(3 * HOUR),
  ankara: fixed(3 * HOUR),
  baghdad: fixed(3 * HOUR),
  iraq: fixed(3 * HOUR),
  riyadh: fixed(3 * HOUR),
  sanaa: fixed(3 * HOUR),
  nairobi: fixed(3 * HOUR),
  mogadishu: fixed(3 * HOUR),
  // Without summer time since 2022.
  tehran: between(3 * HOUR + 30, 4 * HOUR + 30),
  dubai: fixed(4 * HOUR),
  gulf: fixed(4 * HOUR),
  kabul: fixed(4 * HOUR + 30),
  islamabad: fixed(5 * HOUR),
  indian: fixed(5 * HOUR + 30),
  "indian standard": fixed(5 * HOUR + 30),
  delhi: fixed(5 * HOUR + 30),
  beijing: fixed(8 * HOUR),
  tokyo: fixed(9 * HOUR),
  seoul: fixed(9 * HOUR),
};

const OFFSET = String.raw`\s?[+−-]\d{1,2}(?::?[0-5]\d)?(?!\d)`;
/** Only these are names of zones in small letters, too. */
const UNIVERSAL = "gmt|utc|zulu";
const ABBREVIATION = Object.keys(ABBREVIATIONS).join("|");
const PLACE = Object.keys(PLACES).join("|");

/** What may say, right after a clock time, which zone it is of. For expressions that heed no case. */
export const ZONE = String.raw`(?:\s*[(,]?\s?(?:(?:${UNIVERSAL})\b(?:${OFFSET})?|(?-i:(?:${ABBREVIATION})\b)|(?:${PLACE}) time\b)|[+-]\d{2}:[0-5]\d\b|z\b)`;

/** What makes of four figures a time, where nothing before them does. */
export const ZONE_AFTER_FIGURES = String.raw`(?:${UNIVERSAL})\b|(?-i:(?:${ABBREVIATION})\b)`;

/** The zone of a match of {@link ZONE}. */
export function aheadOf(zone: string): Ahead {
  const words = zone.replace(/^[\s(,]+/, "");
  const [, offset] = /([+−-]\d{1,2}(?::?\d{2})?)$/.exec(words) ?? [];
  if (offset !== undefined) return fixed(offsetMinutes(offset));
  const known = ABBREVIATIONS[words];
  if (known !== undefined) return known;
  return PLACES[words.toLowerCase().replace(/ time$/, "")] ?? fixed(0);
}

/** "+3", "-05:30", "+0330", in minutes. */
function offsetMinutes(offset: string): number {
  const match = /^([+−-])(\d{1,2})(?::?(\d{2}))?$/.exec(offset);
  if (match === null) return 0;
  return (match[1] === "+" ? 1 : -1) * (Number(match[2]) * HOUR + Number(match[3] ?? 0));
}
