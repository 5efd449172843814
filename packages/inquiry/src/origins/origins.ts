import type { Claim } from "../claims/claim.ts";
import { type AreCopies, copiesAmong } from "./copies.ts";
import type { SharedPassage } from "./passages.ts";
import { isOneOf } from "../text/one-of.ts";

/** Claims that go back to one statement, however many accounts carry them. */
export interface Origin {
  readonly id: string;
  /** Whose statement it is, as far as it is known. */
  readonly name: string;
  readonly claimIds: readonly string[];
  readonly accountIds: readonly string[];
  /** Why they are thought one, for a person to judge. */
  readonly basis: readonly (
    | "copied passage"
    | "same speaker"
    | "same wire"
    | "unattributed"
    | "an analyst"
  )[];
}

export type Basis = Origin["basis"][number];

/**
 * The origins of claims. Two claims of one predicate share one where their passages are copies, where the same speaker speaks, or where the
 * same wire gives the same kind of source. An account's own narration is no source: it joins who said the same, if anybody did.
 */
export function originsOf(
  claims: readonly Claim[],
  passages: readonly SharedPassage[],
): readonly Origin[] {
  const groups = new Groups(claims.length);
  const areCopies = copiesAmong(claims, passages);
  // Of one predicate and event: all others have nothing to do with each other.
  const kinds = new Map<string, { readonly claim: Claim; readonly at: number }[]>();
  claims.forEach((claim, at) => {
    const kind = `${claim.predicate} ${claim.event}`;
    const own = kinds.get(kind) ?? [];
    for (const other of own) {
      const basis = basisOf(other.claim, claim, areCopies);
      if (basis !== null) groups.join(other.at, at, basis);
    }
    own.push({ claim, at });
    kinds.set(kind, own);
  });
  joinUnattributed(claims, groups);
  return groups.all().map(({ members, basis }) => originOf(claims, members, basis));
}

function basisOf(a: Claim, b: Claim, areCopies: AreCopies): Basis | null {
  if (areCopies(a, b) && mayBeOne(a, b)) return "copied passage";
  if (a.speaker.kind === "narrator" || b.speaker.kind === "narrator") return null;
  if (isSameSpeaker(a, b)) return "same speaker";
  const wire = a.speaker.via.some((via) => b.speaker.via.includes(via));
  return wire &&
    a.speaker.kind === b.speaker.kind &&
    a.accountId !== b.accountId &&
    (a.population ?? "people") === (b.population ?? "people")
    ? "same wire"
    : null;
}

/** Copies of one passage keep its speaker, or lose him: two different kinds of speaker are two statements that look alike. */
function mayBeOne(a: Claim, b: Claim): boolean {
  const lost = /^(?:narrator|unresolved)$/;
  return (
    a.speaker.kind === b.speaker.kind || lost.test(a.speaker.kind) || lost.test(b.speaker.kind)
  );
}

const SPEAKER_WORDS: ReadonlyMap<string, string> = new Map([
  ["spokesperson", "spokesman"],
  ["spokeswoman", "spokesman"],
  ["premier", "minister"],
  ["pm", "minister"],
  ["officials", "official"],
  ["sources", "source"],
]);
const SPEAKER_STOP =
  "the|a|an|of|for|from|in|at|to|by|and|two|three|some|an|his|her|its|said|told|earlier|full|released|prime|who|on|condition|anonymity|regional|provincial|local|municipal";

/** The words that tell speakers apart, in one form each; of a speaker they are asked for with each other claim. */
function speakerWords(speaker: Claim["speaker"]): ReadonlySet<string> {
  const known = wordsOfSpeakers.get(speaker) ?? wordsIn(speaker);
  wordsOfSpeakers.set(speaker, known);
  return known;
}

const wordsOfSpeakers = new WeakMap<Claim["speaker"], ReadonlySet<string>>();

function wordsIn({ name }: Claim["speaker"]): ReadonlySet<string> {
  const words =
    name
      .toLowerCase()
      .replace(/['’]s\b/g, "")
      .replace(/\b(?:armed forces|military)\b/g, "army")
      .match(/\p{L}[\p{L}-]*/gu) ?? [];
  return new Set(
    words.flatMap((word) => (isOneOf(word, SPEAKER_STOP) ? [] : [SPEAKER_WORDS.get(word) ?? word])),
  );
}

/**
 * Whether two claims have the speaker in common: the same person by name, or offices of which one's words are all among the other's. A crowd
 * and somebody unknown are nobody in particular.
 */
export function isSameSpeaker(a: Claim, b: Claim): boolean {
  const nobody = /^(?:unresolved|narrator|collective|imagery)$/;
  if (nobody.test(a.speaker.kind) || nobody.test(b.speaker.kind)) return false;
  const [left, right] = [speakerWords(a.speaker), speakerWords(b.speaker)];
  const common = [...left].filter((word) => right.has(word));
  if (a.speaker.kind === "named" && b.speaker.kind === "named")
    return common.some((word) => isNameWord(a, word) && isNameWord(b, word));
  return (
    common.length >= 1 &&
    common.length === Math.min(left.size, right.size) &&
    Math.max(left.size, right.size) <= common.length + 2
  );
}

/** Whether a word is written with a capital in a speaker's name, and no title. */
function isNameWord({ speaker }: Claim, word: string): boolean {
  const title =
    /^(?:minister|president|general|colonel|major|sheikh|iraqi|american|spokesman|ministry|foreign|department|state|political|council|movement)$/;
  return (
    !title.test(word) &&
    new RegExp(`(?:^|[\\s(-])${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`, "u").test(
      speaker.name.replace(/\b(?:al|el)-/giu, ""),
    )
  );
}

/** Narration that gives a figure that somebody else is quoted with has that one's origin; else all narration of it is one. */
function joinUnattributed(claims: readonly Claim[], groups: Groups): void {
  for (const [i, claim] of claims.entries()) {
    if (claim.speaker.kind !== "narrator") continue;
    const same = claims.findIndex(
      (other, j) =>
        j !== i &&
        other.predicate === claim.predicate &&
        other.event === claim.event &&
        other.value === claim.value &&
        other.polarity === claim.polarity &&
        other.count?.min === claim.count?.min &&
        other.count?.max === claim.count?.max &&
        (other.speaker.kind !== "narrator" || j < i),
    );
    if (same !== -1 && !(claim.count?.weak ?? false)) groups.join(i, same, "unattributed");
  }
}

function originOf(
  claims: readonly Claim[],
  members: readonly number[],
  basis: readonly Basis[],
): Origin {
  return originOfClaims(
    members.flatMap((i) => claims[i] ?? []),
    basis,
  );
}

/** The origin of claims that go back to one statement. */
export function originOfClaims(own: readonly Claim[], basis: readonly Basis[]): Origin {
  const named =
    own.find(({ speaker }) => speaker.kind !== "narrator" && speaker.kind !== "unresolved") ??
    own[0];
  return {
    id: own[0]?.id ?? "",
    name: named?.speaker.name ?? "",
    claimIds: own.map(({ id }) => id),
    accountIds: [...new Set(own.map(({ accountId }) => accountId))],
    basis,
  };
}

/** Disjoint sets with the reasons for each join. */
class Groups {
  readonly #parents: number[];
  readonly #basis = new Map<number, Set<Basis>>();

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, i) => i);
  }

  join(a: number, b: number, basis: Basis): void {
    const [left, right] = [this.#root(a), this.#root(b)];
    const reasons = new Set([
      ...(this.#basis.get(left) ?? []),
      ...(this.#basis.get(right) ?? []),
      basis,
    ]);
    const [root, other] = [Math.min(left, right), Math.max(left, right)];
    this.#parents[other] = root;
    this.#basis.set(root, reasons);
  }

  all(): readonly { readonly members: readonly number[]; readonly basis: readonly Basis[] }[] {
    const members = new Map<number, number[]>();
    for (const i of this.#parents.keys()) {
      const root = this.#root(i);
      members.set(root, [...(members.get(root) ?? []), i]);
    }
    return [...members].map(([root, own]) => ({
      members: own,
      basis: [...(this.#basis.get(root) ?? [])],
    }));
  }

  #root(i: number): number {
    let at = i;
    while (this.#parents[at] !== at) at = this.#parents[at] ?? at;
    return at;
  }
}
