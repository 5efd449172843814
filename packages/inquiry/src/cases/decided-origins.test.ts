import { describe, expect, test } from "vitest";
import type { CaseAction } from "./case-action.ts";
import { type CaseState, replayCase } from "./case-state.ts";
import { refusalOf } from "./refusal-of.ts";

const DONE = { by: "ada", at: "2026-05-06T08:00:00Z" };
const why = { reason: "as read", ...DONE };
const TEXTS: Readonly<Record<string, string>> = {
  A: "The interior ministry said three drones attacked the depot.",
  B: "Mira Holt said two drones attacked the depot on Monday, while others ran.",
  C: "A spokesman of the interior ministry said three drones attacked the depot. Two workers were injured.",
};
const accounts: readonly CaseAction[] = Object.keys(TEXTS).map((id, i) => ({
  kind: "account",
  accountId: id,
  sha256: String(i).repeat(64),
  source: "paper",
  title: null,
  published: null,
  ...DONE,
}));
const replayed = (...actions: readonly CaseAction[]): CaseState =>
  replayCase(
    [{ kind: "case", title: "Depot", ...DONE }, ...accounts, ...actions],
    (sha256) => TEXTS["ABC".charAt(Number(sha256[0]))] ?? "",
  );
const idOf = (accountId: string, predicate = "weapon.count"): string =>
  replayed().claims.find((claim) => claim.accountId === accountId && claim.predicate === predicate)
    ?.id ?? "";
const join = (...claimIds: readonly string[]): CaseAction => ({
  kind: "join-origins",
  decisionId: "O1",
  claimIds: [...claimIds],
  ...why,
});
const part = (...claimIds: readonly string[]): CaseAction => ({
  kind: "part-origin",
  decisionId: "O2",
  claimIds: [...claimIds],
  ...why,
});
const drop = (decisionId: string): CaseAction => ({
  kind: "drop-origin-decision",
  decisionId,
  ...why,
});
/** The origins of the number of drones: the accounts of each. */
const groups = (state: CaseState): readonly string[] =>
  state.origins
    .filter(({ claimIds }) => claimIds.some((id) => id.includes(":weapon.count:")))
    .map(({ accountIds }) => accountIds.join(""))
    .toSorted();
const counts = ({ comparisons }: CaseState) =>
  comparisons.find(({ predicate }) => predicate === "weapon.count");

describe("people say which statements are one", () => {
  test("joined, a contradiction becomes one statement that changed on the way, and is counted once", () => {
    expect(groups(replayed())).toEqual(["AC", "B"]);
    expect(counts(replayed())?.relations.map(({ verdict }) => verdict)).toEqual(["contradiction"]);
    const state = replayed(join(idOf("A"), idOf("B")));
    expect(groups(state)).toEqual(["ABC"]);
    expect(counts(state)?.relations.map(({ verdict }) => verdict)).toEqual(["drift"]);
    expect(state.origins.find(({ accountIds }) => accountIds.length === 3)?.basis).toContain(
      "an analyst",
    );
  });

  test("parted, a figure of one speaker has two origins, and a conclusion on it hangs on two", () => {
    const on: readonly CaseAction[] = [
      { kind: "hypothesis", hypothesisId: "H1", text: "There were three", ...DONE },
      ...["A", "C"].map(
        (account): CaseAction => ({
          kind: "weigh",
          hypothesisId: "H1",
          evidence: { kind: "claim", claimId: idOf(account) },
          bears: "for",
          ...why,
        }),
      ),
      { kind: "conclude", hypothesisId: "H1", verdict: "holds", ...why },
    ];
    expect(counts(replayed())?.figures?.twoOrigins).toBeNull();
    expect(replayed(...on).hypotheses[0]?.alarm).toContain("one origin");
    const state = replayed(...on, part(idOf("C")));
    expect(groups(state)).toEqual(["A", "B", "C"]);
    expect(counts(state)?.figures?.twoOrigins).toBe(3);
    expect(state.hypotheses[0]?.alarm).toBeNull();
  });

  test("a decision that is dropped leaves the case as it was, and later ones stay", () => {
    const both = [join(idOf("A"), idOf("B")), part(idOf("C"))];
    expect(groups(replayed(...both))).toEqual(["AB", "C"]);
    expect(groups(replayed(...both, drop("O1")))).toEqual(["A", "B", "C"]);
    const { origins, comparisons } = replayed(...both, drop("O1"), drop("O2"));
    expect({ origins, comparisons }).toEqual({
      origins: replayed().origins,
      comparisons: replayed().comparisons,
    });
  });

  test("what would have no effect, or mixes facts, is refused", () => {
    const state = replayed();
    expect(refusalOf(state, join(idOf("A"), idOf("C")))).toContain("already");
    expect(refusalOf(state, part(idOf("A"), idOf("C")))).toContain("all that goes back");
    expect(refusalOf(state, part(idOf("A"), idOf("B")))).toContain("several origins");
    expect(refusalOf(state, join(idOf("A"), idOf("C", "casualties.injured")))).toContain(
      "one fact",
    );
    expect(refusalOf(state, join(idOf("A"), "A:0-1:damage:x"))).toContain("no claim");
    expect(refusalOf(state, drop("O1"))).toContain("no decision");
    expect(refusalOf(replayed(part(idOf("C"))), part(idOf("A")))).toContain("already");
    expect(refusalOf(state, join(idOf("A"), idOf("B")))).toBeNull();
  });
});
