import { readFileSync } from "node:fs";
import type { Claim, Predicate } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { soundKind } from "../src/claims/rules/sounds.ts";

/** What tables call the predicates that they ask for. */
const PREDICATES = {
  killed: "casualties.killed",
  injured: "casualties.injured",
  condition: "person.condition",
  hospital: "person.hospitalised",
  damage: "damage",
  count: "weapon.count",
  hit: "weapon.hit",
  stopped: "weapon.intercepted",
  type: "weapon.type",
  bangs: "explosion.count",
  sound: "witness.sound",
  found: "evidence.recovered",
  outcome: "attack.outcome",
  intent: "attack.intent",
  motive: "attack.motive",
  determined: "launch.determined",
  accused: "responsibility.accused",
  claimed: "responsibility.claimed",
  known: "responsibility.known",
  condemned: "reaction.condemned",
  clash: "clash.initiator",
  rigged: "election.rigged",
  occurred: "attack.occurred",
  acted: "defence.activated",
  why: "defence.inactive-reason",
  target: "attack.target",
  place: "attack.place",
  date: "attack.date",
  from: "launch.place",
} as const satisfies Readonly<Record<string, Predicate>>;
export type Asks = keyof typeof PREDICATES;

/** A table of sentences in `complex/`, each behind an opening that says nothing of what is asked. */
export interface FactTable {
  readonly file: string;
  readonly opening: string;
  /** Of which predicates it tells all that is in its sentences; others are not looked at. */
  readonly asks: readonly Asks[];
}

/** What is read of a table, a line for each thing that is otherwise than it says. */
export interface TableReading {
  /** How many facts have to be read. */
  readonly asked: number;
  readonly missed: readonly string[];
  /** Facts that the table does not tell; `wrong` those in sentences that tell none. */
  readonly extra: readonly string[];
  readonly wrong: readonly string[];
  /** Of the facts whose speaker is asked for: those that are another's. */
  readonly otherwiseSaid: readonly string[];
}

interface Asked {
  readonly says: string;
  readonly optional: boolean;
  readonly denied: boolean;
  readonly predicate: Predicate;
  /** A number, a range or words of the value; empty: any. */
  readonly value: string;
  /** The kind of speaker and words of the name; null: not asked. */
  readonly speaker: readonly [string, string] | null;
}

/**
 * Reads a table and holds what is proposed against it. A line is "kind | facts | sentence"; facts are "-" (none), or parted by "; ": "killed 2", "injured
 * 21.." (or more), "damage roof", "deny" last where it is denied, "@named Tolan" (by whom) last of all, "?" first where a reader may leave it out.
 */
export function readTable({ file, opening, asks }: FactTable): TableReading {
  const kinds: ReadonlySet<Predicate> = new Set(asks.map((name) => PREDICATES[name]));
  const lines = readFileSync(new URL(`complex/${file}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  const readings = lines.map((line) => {
    const [, asked = "", ...sentence] = line.split(" | ");
    const facts = asked === "-" ? [] : asked.split("; ").map(askedOf);
    return readLine(facts, sentence.join(" | "), { opening, kinds });
  });
  return {
    asked: readings.reduce((sum, { required }) => sum + required, 0),
    missed: readings.flatMap(({ missed }) => missed),
    extra: readings.flatMap(({ extra }) => extra),
    wrong: readings.flatMap(({ extra, isEmpty }) => (isEmpty ? extra : [])),
    otherwiseSaid: readings.flatMap(({ otherwiseSaid }) => otherwiseSaid),
  };
}

function askedOf(says: string): Asked {
  const [body = "", by] = says.replace("?", "").split(" @");
  const [name = "", ...words] = body.trim().split(" ");
  if (!isAsks(name)) throw new Error(`“${says}” asks for nothing`);
  const denied = words.at(-1) === "deny";
  const [kind = "", ...who] = by?.split(" ") ?? [];
  return {
    says,
    optional: says.startsWith("?"),
    denied,
    predicate: PREDICATES[name],
    value: (denied ? words.slice(0, -1) : words).join(" "),
    speaker: by === undefined ? null : [kind, who.join(" ")],
  };
}

const isAsks = (name: string): name is Asks => Object.hasOwn(PREDICATES, name);

function readLine(
  facts: readonly Asked[],
  sentence: string,
  { opening, kinds }: { readonly opening: string; readonly kinds: ReadonlySet<Predicate> },
) {
  const claims = claimsOf("A", opening + sentence, []).filter(
    ({ predicate, span }) => span.start >= opening.length && kinds.has(predicate),
  );
  const used = new Set<Claim>();
  const missed: string[] = [];
  const otherwiseSaid: string[] = [];
  for (const asked of facts.toSorted((a, b) => Number(a.optional) - Number(b.optional))) {
    const claim = claims.find((each) => !used.has(each) && agrees(each, asked));
    if (claim === undefined) {
      if (!asked.optional) missed.push(`${asked.says} | ${sentence}`);
      continue;
    }
    used.add(claim);
    if (asked.speaker !== null && !isBy(claim, asked.speaker))
      otherwiseSaid.push(`${claim.speaker.kind} ${claim.speaker.name} | ${sentence}`);
  }
  // "Nobody was killed or hurt" is two noughts, of which a table may tell one.
  const none = facts.some(({ value }) => value === "0");
  const extra = claims
    .filter((claim) => !used.has(claim) && !(none && claim.count?.max === 0))
    .map(({ predicate }) => `${predicate} | ${sentence}`);
  const required = facts.filter(({ optional }) => !optional).length;
  return { required, missed, extra, isEmpty: facts.length === 0, otherwiseSaid };
}

/** What a table tells apart by whether it is denied. */
const DENIED: ReadonlySet<Predicate> = new Set([
  "damage",
  "responsibility.accused",
  "election.rigged",
  "attack.occurred",
]);

function agrees({ predicate, polarity, count, value }: Claim, asked: Asked): boolean {
  if (predicate !== asked.predicate) return false;
  if (DENIED.has(predicate) && (polarity === "deny") !== asked.denied) return false;
  if (asked.value === "") return true;
  const number = /\S+$/.exec(asked.value)?.[0] ?? "";
  if (count === null || !/\d/.test(number))
    return [value, soundKind(value)].some((words) =>
      words.toLowerCase().includes(asked.value.toLowerCase().replace(/(?<=[a-z]{3})s$/, "")),
    );
  const [least = "", most = least] = number.split("..");
  return count.min === Number(least) && count.max === (most === "" ? null : Number(most));
}

const isBy = ({ speaker }: Claim, [kind, who]: readonly [string, string]): boolean =>
  speaker.kind === kind && speaker.name.toLowerCase().includes(who.toLowerCase());
