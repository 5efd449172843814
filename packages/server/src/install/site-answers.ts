/** What a first site file is made of: each a question of `tocsin init`, and a flag. */
export interface SiteAnswers {
  readonly id: string;
  readonly name: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly groundHeightM: number;
  readonly timeZone: string;
  readonly areas: readonly AreaAnswer[];
  /** null: a simulated radar to begin with. */
  readonly radar: RadarAnswer | null;
}

export interface AreaAnswer {
  readonly id: string;
  readonly name: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
  readonly people: number;
  readonly shelterS: number;
}

/** A radar that sends ASTERIX over UDP: where it stands, how far it sees, how it sends. */
export interface RadarAnswer {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly heightM: number;
  readonly rangeKm: number;
  readonly periodS: number;
  readonly address: string;
  readonly port: number;
  readonly sac: number;
  readonly sic: number;
}

/** What an area gets where nobody said otherwise. */
export const AREA_DEFAULTS = { radiusM: 200, people: 100, shelterS: 30 } as const;
export const RADAR_DEFAULTS = {
  rangeKm: 40,
  periodS: 4,
  address: "239.255.10.1",
  port: 8600,
  sac: 25,
  sic: 201,
} as const;
/** The antenna of a radar stands about so high where nobody said otherwise. */
export const MAST_M = 15;

/** `Harbour Hospital` → `harbour-hospital`: an id as a site file wants it, and none that is taken. */
export function idOf(name: string, taken: readonly string[] = []): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = plain === "" ? "site" : plain;
  let id = base;
  for (let i = 2; taken.includes(id); i++) id = `${base}-${i}`;
  return id;
}

/** A value, or what is wrong with it in words. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

export const accept = <T>(value: T): Read<T> => ({ ok: true, value });
export const refuse = (problem: string): { readonly ok: false; readonly problem: string } => ({
  ok: false,
  problem,
});

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly whole?: boolean;
}

export function readNumber(text: string, range: NumberRange): Read<number> {
  const value = Number(text.trim());
  const inside = text.trim() !== "" && value >= range.min && value <= range.max;
  if (inside && (range.whole !== true || Number.isInteger(value))) return accept(value);
  const kind = range.whole === true ? "a whole number" : "a number";
  return refuse(
    `${kind} from ${range.min} to ${range.max}${range.unit === "" ? "" : ` ${range.unit}`}, not "${text}"`,
  );
}

/** `33.3, 44.4`: latitude first, in degrees. */
export function readPlace(text: string): Read<{ latitudeDeg: number; longitudeDeg: number }> {
  const parts = text.split(/[,\s]+/).filter((part) => part !== "");
  const [latitudeDeg, longitudeDeg] = parts.map(Number);
  const placed = parts.length === 2 && Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180;
  if (placed) return accept({ latitudeDeg, longitudeDeg });
  return refuse(`latitude, then longitude, in degrees, such as 33.3, 44.4; not "${text}"`);
}

export function readName(text: string): Read<string> {
  const name = text.trim();
  const plain = name !== "" && name.length <= 100 && !/\p{Cc}/u.test(name);
  return plain ? accept(name) : refuse("a name of 1 to 100 letters on one line");
}

export function readTimeZone(text: string): Read<string> {
  try {
    return accept(Intl.DateTimeFormat("en", { timeZone: text.trim() }).resolvedOptions().timeZone);
  } catch {
    return refuse(`an IANA time zone, such as Asia/Baghdad or UTC; not "${text}"`);
  }
}

export const RANGES = {
  groundHeightM: { min: -500, max: 9_000, unit: "m" },
  radiusM: { min: 1, max: 50_000, unit: "m" },
  people: { min: 0, max: 100_000_000, unit: "", whole: true },
  shelterS: { min: 0, max: 3_600, unit: "s" },
  rangeKm: { min: 0.1, max: 1_000, unit: "km" },
  periodS: { min: 0.001, max: 3_600, unit: "s" },
  port: { min: 1, max: 65_535, unit: "", whole: true },
  code: { min: 0, max: 255, unit: "", whole: true },
} as const satisfies Record<string, NumberRange>;
