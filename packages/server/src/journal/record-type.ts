/**
 * Every kind of record, with the number it has on disk. A number is never given a second meaning; the gaps are for
 * what comes later. What came in is below 32, what was decided from 32, the journal's own from 64, who may do what from
 * 80, what people said from 96, what operators decide from 112, what an inquiry does from 128.
 */
export const RECORD_TYPES = {
  session: 1,
  configuration: 2,
  look: 3,
  tick: 4,
  health: 5,
  command: 6,
  receipt: 7,
  defence: 8,
  engagement: 9,
  "official-warning": 10,
  weather: 11,
  decision: 32,
  warning: 33,
  track: 34,
  protection: 35,
  sensor: 36,
  fault: 37,
  registration: 38,
  conduct: 39,
  orders: 40,
  /** What air flights are projected through from now on. */
  air: 41,
  snapshot: 48,
  checkpoint: 64,
  /** The journal's own account of what happened to it: a torn tail, a quarantine, records refused. */
  journal: 65,
  /** Who had which payloads erased, and why. */
  erasure: 66,
  account: 80,
  access: 81,
  token: 82,
  key: 83,
  /** A token with which a program reads: issued, or revoked. */
  service: 84,
  /** What people saw or heard, and what became of it. */
  observation: 96,
  /** How many people said that they are safe. */
  safe: 97,
  /** What is said afterwards to have happened, or is taken back. */
  outcome: 98,
  /** What would lower protection and waits for a second person, and how that ended. */
  proposal: 112,
  /** Which site file a post protects with, which it was given, and who agreed to one that lowers protection. */
  site: 113,
  /** A drill beside the post that was started, or ended. */
  drill: 114,
  /** What people do in a case of an inquiry. */
  case: 128,
} as const;

export type RecordTypeName = keyof typeof RECORD_TYPES;
export type RecordType = (typeof RECORD_TYPES)[RecordTypeName];

const NAMES: ReadonlyMap<number, RecordTypeName> = new Map(
  (Object.keys(RECORD_TYPES) as RecordTypeName[]).map((name) => [RECORD_TYPES[name], name]),
);

/** The name of a type number; null for one that a newer version wrote. */
export const recordTypeName = (type: number): RecordTypeName | null => NAMES.get(type) ?? null;
