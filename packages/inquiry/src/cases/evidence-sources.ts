import { copiesAmong } from "../origins/copies.ts";
import { isSameSpeaker } from "../origins/origins.ts";
import type { CaseState } from "./case-state.ts";
import type { CaseClaim } from "./decided-claims.ts";
import { saidOf } from "./decided-origins.ts";
import { type Exhibit, sharesFile } from "./exhibits.ts";
import type { Evidence } from "./hypotheses.ts";

type Known = Pick<
  CaseState,
  "claims" | "origins" | "originPairs" | "passages" | "recordings" | "exhibits"
>;

/** A piece of evidence with what can tell whether another comes from the same place. */
interface Piece {
  readonly name: string;
  readonly claim: CaseClaim | null;
  readonly exhibit: Exhibit | null;
  /** Of a recording: the end of its journal's chain, or the key of the post that signed its bundle. */
  readonly chain: string | null;
}

/**
 * From how many independent places evidence comes, by name. Claims of different facts have one place where they have one origin, one speaker, one
 * wire, one copied passage, or are one account's own telling; an exhibit has that of who took it, and of each other that holds a file of the same
 * bytes; a recording that of its journal, a bundle that of the post that signed it. Where in doubt two are one: an alarm too many is looked at, one too few is not.
 */
export function sourcesOf(evidence: readonly Evidence[], known: Known): readonly string[] {
  const areCopies = copiesAmong(known.claims, known.passages);
  const areOne = (a: Piece, b: Piece): boolean => {
    if (a.claim !== null && b.claim !== null)
      return (
        saidOf(known.originPairs)(a.claim.id, b.claim.id) ??
        (areCopies(a.claim, b.claim) || haveOneOrigin(a.claim, b.claim, known))
      );
    if (a.chain !== null || b.chain !== null) return a.chain === b.chain;
    if (a.exhibit !== null && b.exhibit !== null && sharesFile(a.exhibit, b.exhibit)) return true;
    return whoOf(a).toLowerCase() === whoOf(b).toLowerCase();
  };
  const groups: Piece[][] = [];
  for (const piece of evidence.flatMap((each) => pieceOf(each, known))) {
    const joined = groups.filter((group) => group.some((other) => areOne(piece, other)));
    const rest = groups.filter((group) => !joined.includes(group));
    groups.splice(0, groups.length, ...rest, [...joined.flat(), piece]);
  }
  return groups.map((group) => nameOf(group));
}

const whoOf = ({ claim, exhibit }: Piece): string => exhibit?.takenBy ?? claim?.speaker.name ?? "";

function haveOneOrigin(a: CaseClaim, b: CaseClaim, { origins }: Known): boolean {
  const known = origins.some(({ claimIds }) => claimIds.includes(a.id) && claimIds.includes(b.id));
  if (known || isSameSpeaker(a, b)) return true;
  if (a.speaker.via.some((via) => b.speaker.via.includes(via))) return true;
  return a.accountId === b.accountId && isNobody(a) && isNobody(b);
}

/** Told by the account itself, or by somebody of whom it cannot be told who it is. */
const isNobody = ({ speaker }: CaseClaim): boolean =>
  speaker.kind === "narrator" || speaker.kind === "unresolved";

function pieceOf(evidence: Evidence, known: Known): Piece | [] {
  const bare = { claim: null, exhibit: null, chain: null };
  if (evidence.kind === "claim") {
    const claim = known.claims.find(({ id }) => id === evidence.claimId);
    if (claim === undefined) return [];
    const name = isNobody(claim) ? `account ${claim.accountId}` : claim.speaker.name;
    return { ...bare, name, claim };
  }
  if (evidence.kind === "exhibit") {
    const exhibit = known.exhibits.find(({ id }) => id === evidence.exhibitId);
    return exhibit === undefined
      ? []
      : { ...bare, name: `${exhibit.takenBy} (${exhibit.id})`, exhibit };
  }
  const recording = known.recordings.find(({ id }) => id === evidence.recordingId);
  return recording === undefined
    ? []
    : {
        ...bare,
        name: `recording ${recording.id}`,
        chain: recording.chain ?? recording.bundle?.publicKey ?? null,
      };
}

/** The name of somebody, where one of them has one. */
function nameOf(group: readonly Piece[]): string {
  const named = group.find(({ claim }) => claim !== null && !isNobody(claim));
  return (named ?? group[0])?.name ?? "";
}
