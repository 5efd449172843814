import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
/** Where the accounts and their gold are. */
export const INQUIRY_FOLDER = join(DATA, "inquiry");

/** Whether the accounts and their gold are here; a stranger's clone has none. */
export const hasInquiryData = (): boolean => existsSync(INQUIRY_FOLDER);

export interface GoldAccount {
  readonly file: string;
  readonly text: string;
}

export interface GoldClaim {
  readonly id: string;
  readonly file: string;
  readonly span: string;
  readonly start: number;
  readonly end: number;
  readonly predicate: string;
  readonly value: unknown;
  readonly speaker: string;
  readonly speaker_kind: string;
}

export interface GoldFurniture {
  readonly file: string;
  readonly span: string;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** What would be believed if the range were read as part of the account; null where nothing would. */
  readonly trap: string | null;
}

export interface GoldWire {
  readonly id: string;
  readonly kind: string;
  readonly passages: readonly {
    readonly file: string;
    readonly start: number;
    readonly end: number;
  }[];
}

export interface GoldContradiction {
  readonly id: string;
  readonly kind: string;
  /** Sides, each with the ids of the gold's claims that take it. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export interface TaggedSentence {
  readonly tokens: readonly string[];
  readonly labels: readonly string[];
}

const gold = (name: string): unknown =>
  JSON.parse(readFileSync(join(INQUIRY_FOLDER, "gold", name), "utf8"));

export const goldAccounts = (): readonly GoldAccount[] =>
  readdirSync(join(INQUIRY_FOLDER, "accounts"))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(INQUIRY_FOLDER, "accounts", file), "utf8") }));
export const goldClaims = (): readonly GoldClaim[] =>
  gold("seed-claims.json") as readonly GoldClaim[];
export const goldFurniture = (): readonly GoldFurniture[] =>
  gold("seed-boilerplate.json") as readonly GoldFurniture[];
export const goldContradictions = (): readonly GoldContradiction[] =>
  gold("seed-contradictions.json") as readonly GoldContradiction[];
export const goldWires = (): readonly GoldWire[] => gold("seed-wire.json") as readonly GoldWire[];

/** PolNeAR's validation sentences, one a line. */
export const taggedSentences = (): readonly TaggedSentence[] =>
  readFileSync(join(INQUIRY_FOLDER, "polnear/valid.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as TaggedSentence);
