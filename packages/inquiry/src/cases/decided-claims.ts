import type { Claim } from "../claims/claim.ts";
import type { Count } from "../claims/count.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { contains } from "../text/span.ts";
import type { ActionOf, CaseAction } from "./case-action.ts";
import { changesIn } from "./changes-in.ts";
import { claimIdOf } from "./claim-id.ts";
import { isKnown, suggestedClaim } from "./suggested-claim.ts";

/** One thing that somebody decided about a claim. */
export interface ClaimStep {
  /** What was done, in words: "accepted", "said by Mira Holt, not by the account". */
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Where a claim stands with the people who work on the case. */
export interface CaseClaim extends Claim {
  /** `suggested`: by a model; it counts nowhere until somebody accepts it. */
  readonly status: "proposed" | "accepted" | "rejected" | "by-hand" | "suggested";
  /** Who decided last, and why; null while it is a proposal. */
  readonly decision: { readonly by: string; readonly reason: string } | null;
  /** As it was proposed or made, where people changed it since; null where nobody did. */
  readonly original: Claim | null;
  /** All that was decided about it, in order. */
  readonly steps: readonly ClaimStep[];
  /** Claims that stand in its place since it was split or merged into another. */
  readonly replacedBy: readonly string[];
  /** Admiralty grade of the information, 1 to 6; null where nobody graded it. */
  readonly credibility: ActionOf<"grade-information">["credibility"] | null;
}

/** Claims as people left them, and the decisions that are about no claim (other rules may have proposed what these do not). */
export interface DecidedClaims {
  readonly claims: readonly CaseClaim[];
  readonly unapplied: readonly CaseAction[];
}

/** Applies what people decided, in order, to what the rules propose. */
export function decideClaims(
  proposals: readonly Claim[],
  actions: readonly CaseAction[],
): DecidedClaims {
  const claims = new Map<string, CaseClaim>(
    proposals.map((claim) => [claim.id, untouched(claim, "proposed")]),
  );
  const begun = new Map(claims);
  const unapplied: CaseAction[] = [];
  for (const action of actions) {
    const after = afterAction(claims, begun, action);
    if (after === null) unapplied.push(action);
    else for (const claim of after) claims.set(claim.id, claim);
  }
  return { claims: [...claims.values()], unapplied };
}

const untouched = (claim: Claim, status: CaseClaim["status"]): CaseClaim => ({
  ...claim,
  status,
  decision: null,
  original: null,
  steps: [],
  replacedBy: [],
  credibility: null,
});

type Claims = Map<string, CaseClaim>;

/** The claims that an action makes or changes; null where it is about a claim that is not there. */
function afterAction(
  claims: Claims,
  begun: Claims,
  action: CaseAction,
): readonly CaseClaim[] | null {
  if (action.kind === "claim") {
    const own = handClaim(action);
    const made = { ...own, steps: [...(claims.get(own.id)?.steps ?? []), ...own.steps] };
    if (!begun.has(made.id)) begun.set(made.id, made);
    return [made];
  }
  if (action.kind === "suggest") {
    const made = untouched(suggestedClaim(action), "suggested");
    if (isKnown(claims.values(), made)) return [];
    begun.set(made.id, made);
    return [made];
  }
  if (!("claimId" in action)) return [];
  const claim = claims.get(action.claimId);
  if (claim === undefined) return null;
  switch (action.kind) {
    case "decide":
      return action.verdict === "reopen"
        ? reopened(claims, begun, claim, action)
        : [decidedAs(claim, action.verdict === "accept" ? "accepted" : "rejected", action)];
    case "attribute":
      return [attributed(claim, action)];
    case "edit":
      return [edited(claim, action)];
    case "split":
      return split(claims, begun, claim, action);
    case "merge":
      return merged(claims, claim, action);
    case "grade-information":
      return [
        {
          ...claim,
          credibility: action.credibility,
          steps: stepped(
            claim,
            action.credibility === null
              ? "the grade of its information taken back"
              : `information graded ${action.credibility}`,
            action,
          ),
        },
      ];
  }
}

type Decision = Pick<CaseAction, "by" | "at"> & { readonly reason: string };

const stepped = (
  { steps }: CaseClaim,
  what: string,
  { by, at, reason }: Decision,
): readonly ClaimStep[] => [...steps, { what, by, at, reason }];

/** With a new status, and who gave it. */
const decidedAs = (
  claim: CaseClaim,
  status: CaseClaim["status"],
  action: Decision,
  what: string = status,
): CaseClaim => ({
  ...claim,
  status,
  decision: { by: action.by, reason: action.reason },
  steps: stepped(claim, what, action),
});

const originalOf = (claim: CaseClaim): Claim => {
  if (claim.original !== null) return claim.original;
  const {
    status: _s,
    decision: _d,
    original: _o,
    steps: _t,
    replacedBy: _r,
    credibility: _c,
    ...own
  } = claim;
  return own;
};

function attributed(claim: CaseClaim, action: ActionOf<"attribute">): CaseClaim {
  const { kind, name, via } = claim.speaker;
  const speaker = { kind: action.speakerKind, name: action.speaker, span: null, via };
  return {
    ...decidedAs(
      claim,
      "accepted",
      action,
      `said by ${action.speaker} (${action.speakerKind}), not ${name} (${kind})`,
    ),
    speaker,
    original: originalOf(claim),
  };
}

/** A claim that somebody edits is that person's: it counts as accepted. */
function edited(claim: CaseClaim, action: ActionOf<"edit">): CaseClaim {
  const { value, interval, population, polarity, hedges, event } = action.change;
  const after: CaseClaim = {
    ...claim,
    value: value ?? claim.value,
    count: interval === undefined ? claim.count : countOf(interval),
    population: population === undefined ? claim.population : population,
    polarity: polarity ?? claim.polarity,
    hedges: hedges ?? claim.hedges,
    event: event ?? claim.event,
    original: originalOf(claim),
  };
  const status = claim.status === "by-hand" ? "by-hand" : "accepted";
  return decidedAs(after, status, action, `edited: ${changesIn(claim, after).join("; ")}`);
}

const countOf = (
  interval: { readonly least: number; readonly most: number | null } | null,
): Count | null =>
  interval === null
    ? null
    : { min: interval.least, max: interval.most, approximate: false, weak: false };

/** The parts stand for the claim; null where one does not lie in it. */
function split(
  claims: Claims,
  begun: Claims,
  claim: CaseClaim,
  action: ActionOf<"split">,
): readonly CaseClaim[] | null {
  const parts = action.parts.map((part): CaseClaim => {
    const value = part.value ?? claim.value;
    const made = {
      ...originalOf(claim),
      id: claimIdOf(claim.accountId, part.span, claim.predicate, value),
      span: part.span,
      repeats: [],
      value,
      count: part.interval === undefined ? claim.count : countOf(part.interval),
      speaker: claim.speaker,
      event: claim.event,
      population: claim.population,
      polarity: claim.polarity,
      hedges: claim.hedges,
    };
    return decidedAs(untouched(made, "accepted"), "accepted", action, `split from ${claim.id}`);
  });
  const ids = parts.map(({ id }) => id);
  if (
    new Set(ids).size !== ids.length ||
    parts.some(({ id, span }) => !contains(claim.span, span) || claims.has(id))
  )
    return null;
  for (const part of parts) begun.set(part.id, part);
  const before = decidedAs(claim, "rejected", action, `split into ${ids.join(" and ")}`);
  return [{ ...before, replacedBy: ids }, ...parts];
}

/** Its place becomes another place of the claim it is merged into; only what one account says of one thing can be one claim. */
function merged(
  claims: Claims,
  claim: CaseClaim,
  action: ActionOf<"merge">,
): readonly CaseClaim[] | null {
  const into = claims.get(action.into);
  if (
    into === undefined ||
    into.id === claim.id ||
    into.accountId !== claim.accountId ||
    into.predicate !== claim.predicate ||
    into.status === "rejected" ||
    into.status === "suggested"
  )
    return null;
  return [
    {
      ...decidedAs(claim, "rejected", action, `merged into ${into.id}`),
      replacedBy: [into.id],
    },
    {
      ...into,
      original: originalOf(into),
      repeats: [...into.repeats, claim.span, ...claim.repeats],
      steps: stepped(into, `${claim.id} is another place of it`, action),
    },
  ];
}

/** As it was proposed or made. Parts of a split and places of a merge are taken back with it. */
function reopened(
  claims: Claims,
  begun: Claims,
  claim: CaseClaim,
  action: ActionOf<"decide">,
): readonly CaseClaim[] {
  const first = begun.get(claim.id) ?? claim;
  const steps = stepped(claim, "reopened", action);
  const others = claim.replacedBy.flatMap((id): CaseClaim | [] => {
    const other = claims.get(id);
    if (other === undefined) return [];
    if (other.steps[0]?.what === `split from ${claim.id}`)
      return decidedAs(other, "rejected", action, `${claim.id} is one claim again`);
    return {
      ...other,
      repeats: other.repeats.filter(
        ({ start, end }) =>
          ![claim.span, ...claim.repeats].some((own) => own.start === start && own.end === end),
      ),
      steps: stepped(other, `${claim.id} is a claim of its own again`, action),
    };
  });
  return [{ ...first, credibility: claim.credibility, steps }, ...others];
}

function handClaim(action: ActionOf<"claim">): CaseClaim {
  const { accountId, span, predicate, value, least, most, population } = action;
  const claim: Claim = {
    id: claimIdOf(accountId, span, predicate, value),
    accountId,
    span,
    repeats: [],
    predicate,
    value,
    count: least === null ? null : countOf({ least, most }),
    population,
    polarity: "affirm",
    hedges: [],
    rule: "by hand",
    speaker: { kind: action.speakerKind, name: action.speaker, span: null, via: [] },
    quotation: "none",
    event: MAIN_EVENT,
  };
  return decidedAs(untouched(claim, "by-hand"), "by-hand", action, "made by hand");
}
