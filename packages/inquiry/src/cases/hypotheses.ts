import type { CaseState } from "./case-state.ts";
import type { ActionOf, CaseAction } from "./case-action.ts";
import { sourcesOf } from "./evidence-sources.ts";

export type Evidence = ActionOf<"weigh">["evidence"];

/** What speaks on one side of a hypothesis, and from how many places it comes. */
export interface Side {
  readonly evidence: readonly {
    readonly evidence: Evidence;
    readonly reason: string;
    readonly by: string;
  }[];
  /** Independent origins, by name. */
  readonly origins: readonly string[];
}

/** One row: a hypothesis with what speaks for it and against it. */
export interface Hypothesis {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  /** How it was put before, and why that changed, in order; a text of null: it was withdrawn. */
  readonly revisions: readonly Pick<
    ActionOf<"revise-hypothesis">,
    "text" | "reason" | "by" | "at"
  >[];
  readonly withdrawn: boolean;
  readonly for: Side;
  readonly against: Side;
  readonly conclusion: Pick<ActionOf<"conclude">, "verdict" | "reason" | "by" | "at"> | null;
  /** Set where a conclusion rests on fewer than two origins. */
  readonly alarm: string | null;
}

type Known = Pick<
  CaseState,
  "claims" | "origins" | "originPairs" | "passages" | "recordings" | "exhibits"
>;

/** The hypotheses of a case, in rows. Claims that were set aside, and notional recordings, speak for nothing. */
export function hypothesesOf(actions: readonly CaseAction[], known: Known): readonly Hypothesis[] {
  const texts = new Map<string, ActionOf<"hypothesis">>();
  for (const action of actions)
    if (action.kind === "hypothesis" && !texts.has(action.hypothesisId))
      texts.set(action.hypothesisId, action);
  return [...texts.values()].map(({ hypothesisId: id, text: first, by }) => {
    const revisions = revisionsIn(actions, id);
    const text = revisions.findLast((each) => each.text !== null)?.text ?? first;
    const weighed = weighedIn(actions, id).filter(({ evidence }) => speaks(known, evidence));
    const conclusion =
      actions.findLast((action) => action.kind === "conclude" && action.hypothesisId === id) ??
      null;
    const row = {
      id,
      text,
      by,
      revisions,
      withdrawn: revisions.at(-1)?.text === null,
      for: sideOf(weighed, "for", known),
      against: sideOf(weighed, "against", known),
      conclusion: conclusion?.kind === "conclude" ? conclusionOf(conclusion) : null,
    };
    return { ...row, alarm: alarmOf(row) };
  });
}

const conclusionOf = ({
  verdict,
  reason,
  by,
  at,
}: ActionOf<"conclude">): NonNullable<Hypothesis["conclusion"]> => ({ verdict, reason, by, at });

const revisionsIn = (
  actions: readonly CaseAction[],
  hypothesisId: string,
): Hypothesis["revisions"] =>
  actions.flatMap((action) => {
    if (action.kind !== "revise-hypothesis" || action.hypothesisId !== hypothesisId) return [];
    const { text, reason, by, at } = action;
    return { text, reason, by, at };
  });

/** Of each piece of evidence what was said last. */
function weighedIn(
  actions: readonly CaseAction[],
  hypothesisId: string,
): readonly ActionOf<"weigh">[] {
  const last = new Map<string, ActionOf<"weigh">>();
  for (const action of actions)
    if (action.kind === "weigh" && action.hypothesisId === hypothesisId)
      last.set(JSON.stringify(action.evidence), action);
  return [...last.values()];
}

/** Whether evidence is in the case and may speak for a finding. */
export function speaks({ claims, recordings, exhibits }: Known, evidence: Evidence): boolean {
  switch (evidence.kind) {
    case "claim":
      return claims.some(
        ({ id, status }) =>
          id === evidence.claimId && status !== "rejected" && status !== "suggested",
      );
    case "exhibit":
      return exhibits.some(({ id }) => id === evidence.exhibitId);
    case "recording":
      return recordings.some(({ id, notional }) => id === evidence.recordingId && !notional);
  }
}

function sideOf(
  weighed: readonly ActionOf<"weigh">[],
  bears: "for" | "against",
  known: Known,
): Side {
  const own = weighed.filter((each) => each.bears === bears);
  return {
    evidence: own.map(({ evidence, reason, by }) => ({ evidence, reason, by })),
    origins: sourcesOf(
      own.map(({ evidence }) => evidence),
      known,
    ),
  };
}

function alarmOf(row: Omit<Hypothesis, "alarm">): string | null {
  const verdict = row.conclusion?.verdict ?? "open";
  if (verdict === "open" || row.withdrawn) return null;
  const { origins } = verdict === "holds" ? row.for : row.against;
  if (origins.length >= 2) return null;
  const [only] = origins;
  return only === undefined
    ? "this conclusion rests on nothing that the case holds"
    : `this conclusion hangs on one origin: ${only}`;
}
