import type { Claim } from "../claims/claim.ts";
import { overlaps } from "../text/span.ts";
import type { SharedPassage } from "./passages.ts";

/** Claims that go back to one statement, however many accounts carry them. */
export interface Origin {
  readonly id: string;
  /** Whose statement it is, as far as it is known. */
  readonly name: string;
  readonly claimIds: readonly string[];
  readonly accountIds: readonly string[];
  /** Why they are thought one, for a person to judge. */
  readonly basis: readonly ("copied passage" | "same speaker" | "same wire" | "unattributed")[];
}

type Basis = Origin["basis"][number];

/**
 * The origins of claims. Two claims of one predicate share one where their passages are copies, where the same speaker speaks, or where the
 * same wire gives the same kind of source. An account's own narration is no source: it joins who said the same, if anybody did.
 */
export function originsOf(
  claims: readonly Claim[],
  passages: readonly SharedPassage[],
): readonly Origin[] {
  const groups = new Groups(claims.length);
  for (const [i, a] of claims.entries())
    for (const [j, b] of claims.entries()) {
      if (j <= i || a.predicate !== b.predicate || a.event !== b.event) continue;
      const basis = basisOf(a, b, passages);
      if (basis !== null) groups.join(i, j, basis);
    }
  joinUnattributed(claims, groups);
  return groups.all().map(({ members, basis }) => originOf(claims, members, basis));
}

function basisOf(a: Claim, b: Claim, passages: readonly SharedPassage[]): Basis | null {
  if (a.accountId !== b.accountId && areCopies(a, b, passages)) return "copied passage";
  if (a.speaker.kind === "narrator" || b.speaker.kind === "narrator") return null;
  if (speakerKey(a) === speakerKey(b) && speakerKey(a) !== "") return "same speaker";
  const wire = a.speaker.via.some((via) => b.speaker.via.includes(via));
  return wire &&
    a.speaker.kind === b.speaker.kind &&
    a.accountId !== b.accountId &&
    a.population === b.population
    ? "same wire"
    : null;
}

/** Whether two claims stand in passages of different accounts that are copies of one. */
export function areCopies(a: Claim, b: Claim, passages: readonly SharedPassage[]): boolean {
  if (a.accountId === b.accountId) return false;
  return passages.some((passage) => {
    const [left, right] =
      passage.a.accountId === a.accountId ? [passage.a, passage.b] : [passage.b, passage.a];
    return (
      left.accountId === a.accountId &&
      right.accountId === b.accountId &&
      overlaps(left.span, a.span) &&
      overlaps(right.span, b.span)
    );
  });
}

/** What names a speaker apart from how an account writes it; empty where nobody in particular is named. */
export function speakerKey({ speaker }: Claim): string {
  if (speaker.kind === "unresolved" || speaker.kind === "narrator" || speaker.kind === "collective")
    return "";
  const words = speaker.name.toLowerCase().replace(/['’]s\b/g, "");
  if (/interior ministry/.test(words)) return "interior ministry spokesman";
  if (
    /(?:premier|prime minister|\bpm\b).*office|office of the premier|statement released by state media|full statement/.test(
      words,
    )
  )
    return "prime minister's office";
  if (/^(?:the )?(?:iraqi )?government$/.test(words)) return "government";
  if (/military$/.test(words)) return "military";
  if (/rasoul|armed forces/.test(words)) return "armed forces spokesman";
  if (speaker.kind === "named") return words.match(/\p{L}[\p{L}'’-]+/gu)?.at(-1) ?? words;
  if (speaker.kind === "anonymous") return words.replace(/^(?:two|the|a|some)\s+/, "");
  return words.replace(/^(?:the|an?|iraqi)\s+/, "");
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
  const own = members.flatMap((i) => claims[i] ?? []);
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
