import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsOf } from "../claims/claims-of.ts";
import { type CaseAction, caseActionSchema } from "./case-action.ts";
import { replayCase } from "./case-state.ts";
import { type CaseClaim, decideClaims } from "./decided-claims.ts";
import { refusalOf } from "./refusal-of.ts";

const TEXT =
  "Three drones attacked the depot on Sunday, the ministry said. Two workers were injured, hospital sources said. The ministry said three drones were used.";
const PROPOSALS = claimsOf("A", TEXT, []);
const DONE = { by: "ada", at: "2026-05-06T08:00:00Z" };
const BEGUN: readonly CaseAction[] = [
  { kind: "case", title: "Depot", ...DONE },
  {
    kind: "account",
    accountId: "A",
    sha256: "0".repeat(64),
    source: "paper",
    title: null,
    published: null,
    ...DONE,
  },
];

const count = PROPOSALS.find(({ predicate }) => predicate === "weapon.count");
const claimId = count?.id ?? "";
const why = { reason: "the ministry's own words", ...DONE };
const after = (...actions: readonly CaseAction[]): readonly CaseClaim[] =>
  decideClaims(PROPOSALS, actions).claims;
const one = (claims: readonly CaseClaim[], id: string): CaseClaim | undefined =>
  claims.find((claim) => claim.id === id);

describe("what people decide about claims", () => {
  test("an edit keeps what was proposed, and who changed what and why", () => {
    const edited = one(
      after({
        kind: "edit",
        claimId,
        change: { interval: { least: 2, most: 4 }, hedges: ["perhaps"], event: "other: rehearsal" },
        ...why,
      }),
      claimId,
    );
    expect(edited).toMatchObject({
      status: "accepted",
      count: { min: 2, max: 4 },
      hedges: ["perhaps"],
      event: "other: rehearsal",
      original: { count: { min: 3, max: 3 }, hedges: [], event: "attack" },
    });
    expect(edited?.steps[0]).toMatchObject({
      what: "edited: number 2 to 4, was 3; hedges perhaps, was none; event other: rehearsal, was attack",
      by: "ada",
      reason: why.reason,
    });
  });

  test("the parts of a split stand for the claim, and go when it is reopened", () => {
    const { start, end } = count?.span ?? { start: 0, end: 0 };
    const parts = [
      { span: { start, end: start + 5 } },
      { span: { start: start + 6, end }, interval: { least: 1, most: null } },
    ];
    const split: CaseAction = { kind: "split", claimId, parts, ...why };
    const claims = after(split);
    const ids = one(claims, claimId)?.replacedBy ?? [];
    expect(ids).toHaveLength(2);
    expect(ids.map((id) => one(claims, id)?.count?.max)).toEqual([3, null]);
    expect(one(claims, claimId)?.status).toBe("rejected");
    const again = after(split, { kind: "decide", claimId, verdict: "reopen", ...why });
    expect(one(again, claimId)?.status).toBe("proposed");
    expect(ids.map((id) => one(again, id)?.status)).toEqual(["rejected", "rejected"]);
  });

  test("a merged claim is another place of the one it is merged into", () => {
    const hand = (at: number): CaseAction => ({
      kind: "claim",
      accountId: "A",
      span: { start: at, end: at + 5 },
      predicate: "damage",
      value: "depot",
      least: null,
      most: null,
      population: null,
      speaker: "Mira",
      speakerKind: "named",
      ...why,
    });
    const [a, b] = ["A:0-5:damage:depot", "A:9-14:damage:depot"];
    const claims = after(hand(0), hand(9), { kind: "merge", claimId: b, into: a, ...why });
    expect(one(claims, b)).toMatchObject({ status: "rejected", replacedBy: [a] });
    expect(one(claims, a)?.repeats).toEqual([{ start: 9, end: 14 }]);
  });

  test("the source and the information are graded apart", () => {
    const actions: readonly CaseAction[] = [
      ...BEGUN,
      { kind: "grade-information", claimId, credibility: 2, ...why },
      { kind: "grade-source", source: { kind: "account", name: "A" }, reliability: "C", ...why },
    ];
    const state = replayCase(actions, () => TEXT);
    expect(one(state.claims, claimId)).toMatchObject({ credibility: 2, status: "proposed" });
    expect(state.sourceGrades).toMatchObject([{ reliability: "C" }]);
  });
});

const idOf = fc.constantFrom(...PROPOSALS.map(({ id }) => id), "A:0-1:damage:none");
const actionOf: fc.Arbitrary<CaseAction> = fc.oneof(
  fc
    .tuple(idOf, fc.constantFrom("accept" as const, "reject" as const, "reopen" as const))
    .map(([id, verdict]): CaseAction => ({ kind: "decide", claimId: id, verdict, ...why })),
  fc.tuple(idOf, fc.nat(9)).map(
    ([id, least]): CaseAction => ({
      kind: "edit",
      claimId: id,
      change: { interval: { least, most: null } },
      ...why,
    }),
  ),
  fc.tuple(idOf, fc.nat(TEXT.length), fc.nat(40)).map(
    ([id, start, length]): CaseAction => ({
      kind: "split",
      claimId: id,
      parts: [
        { span: { start, end: start + length + 1 } },
        { span: { start: start + length + 1, end: start + length + 9 } },
      ],
      ...why,
    }),
  ),
  fc
    .tuple(idOf, idOf)
    .map(([id, into]): CaseAction => ({ kind: "merge", claimId: id, into, ...why })),
);

test("whatever is done: replaying it gives the same, no proposal is lost, every change names who and why, and what is refused is what is without effect", () => {
  const state = replayCase(BEGUN, () => TEXT);
  fc.assert(
    fc.property(fc.array(actionOf, { maxLength: 8 }), (actions) => {
      const first = decideClaims(PROPOSALS, actions);
      expect(decideClaims(PROPOSALS, actions)).toEqual(first);
      for (const { id } of PROPOSALS) expect(one(first.claims, id)).toBeDefined();
      for (const { steps } of first.claims.filter(({ status }) => status !== "proposed"))
        expect(steps.at(-1)).toMatchObject(why);
      let done: readonly CaseAction[] = [];
      for (const action of actions) {
        const before = { ...state, claims: decideClaims(PROPOSALS, done).claims };
        const isRefused = refusalOf(before, action) !== null;
        const { unapplied } = decideClaims(PROPOSALS, [...done, action]);
        expect(unapplied.length > 0).toBe(isRefused);
        if (!isRefused) done = [...done, action];
      }
    }),
    { seed: 8, numRuns: 150 },
  );
});

test.each([
  [{ kind: "edit", claimId, change: {}, ...why }, "changes nothing"],
  [{ kind: "edit", claimId, change: { value: "x" }, ...why, reason: " " }, "reason"],
  [
    { kind: "edit", claimId, change: { interval: { least: 3, most: 2 } }, ...why },
    "least is greater",
  ],
  [{ kind: "split", claimId, parts: [{ span: { start: 0, end: 1 } }], ...why }, "parts"],
  [{ kind: "lift", accountId: "A", span: { start: 4, end: 4 }, ...why }, "empty"],
  [{ kind: "grade-information", claimId, credibility: 7, ...why }, "credibility"],
  [
    { kind: "grade-source", source: { kind: "account", name: "A" }, reliability: "G", ...why },
    "reliability",
  ],
])("a malformed action is refused: %j", (action, words) => {
  const parsed = caseActionSchema.safeParse(action);
  expect(parsed.success).toBe(false);
  expect(JSON.stringify(parsed.error?.issues)).toContain(words);
});
