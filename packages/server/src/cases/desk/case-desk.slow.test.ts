import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN_EVENT } from "@tocsin/inquiry";
import type { DeskAction, DeskCase } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actInCase } from "../act-in-case.ts";
import { createCase, keepText, openCase, readActions } from "../case-folder.ts";
import { caseProblems } from "../case-problems.ts";
import { CaseDesk } from "./case-desk.ts";

const TEXTS = [
  "Three drones attacked the depot and the port on Sunday, the interior ministry said.\n\nAdvertisement\n\nTwo workers were injured, Mira Holt said.",
  "A spokesman of the interior ministry said three drones attacked the depot.",
  "Olav Brand said two drones attacked the depot.",
];
const why = { reason: "as read" };

describe("whatever is done at the desk can be taken back there, and stands in the journal done and undone", () => {
  let folder: string;
  let desk: CaseDesk;
  const idOf = (accountId: string, predicate = "weapon.count"): string =>
    openCase(folder).claims.find(
      (claim) => claim.accountId === accountId && claim.predicate === predicate,
    )?.id ?? "";
  const act = (action: DeskAction): Promise<DeskCase> =>
    desk.act({ action, accountId: null, activeS: 0 });
  /** What the case comes to; who did what on the way there aside. */
  const standing = (): unknown => {
    const { accounts, claims, origins, comparisons, sourceGrades, hypotheses } = openCase(folder);
    return {
      accounts,
      claims: claims
        .filter(({ status }) => status !== "rejected")
        .map(({ steps: _s, decision: _d, original: _o, ...claim }) => claim),
      origins,
      comparisons,
      sourceGrades: sourceGrades.map(({ source, reliability }) => ({ source, reliability })),
      hypotheses: hypotheses
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ text, conclusion, alarm, for: own, against }) => ({
          text,
          verdict: conclusion?.verdict ?? "open",
          alarm,
          own,
          against,
        })),
    };
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-case-desk-"));
    await createCase(folder, "Depot", "ada");
    await actInCase(
      folder,
      TEXTS.map((text, i) => ({
        kind: "account",
        accountId: "ABC".charAt(i),
        sha256: keepText(folder, text),
        source: `paper ${i}`,
        title: null,
        published: null,
        by: "ada",
        at: "2026-05-06T08:00:00Z",
      })),
    );
    desk = new CaseDesk(folder, "ada");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const SPAN = { start: 0, end: 12 };
  const h1 = (): string =>
    openCase(folder).hypotheses.findLast(({ withdrawn }) => !withdrawn)?.id ?? "";
  const weigh = (bears: "for" | "against" | "neither"): DeskAction => ({
    kind: "weigh",
    hypothesisId: h1(),
    bears,
    evidence: { kind: "claim", claimId: idOf("A") },
    ...why,
  });
  /** Each is done where the ones before stand. */
  const ACTIONS: readonly (() => DeskAction)[] = [
    () => ({ kind: "decide", claimId: idOf("A"), verdict: "accept", ...why }),
    () => ({ kind: "decide", claimId: idOf("C"), verdict: "reject", ...why }),
    () => ({ kind: "decide", claimId: idOf("C"), verdict: "reopen", ...why }),
    () => ({ kind: "attribute", claimId: idOf("C"), speaker: "Ida", speakerKind: "named", ...why }),
    () => ({
      kind: "edit",
      claimId: idOf("A"),
      ...why,
      change: { value: "rocket", polarity: "unknown", hedges: ["perhaps"], event: "other: fire" },
    }),
    () => ({ kind: "edit", claimId: idOf("A"), change: { event: MAIN_EVENT, hedges: [] }, ...why }),
    () => ({
      kind: "claim",
      accountId: "A",
      span: SPAN,
      predicate: "damage",
      value: "the pier",
      least: null,
      most: null,
      population: null,
      speaker: "Mira Holt",
      speakerKind: "named",
      ...why,
    }),
    () => ({ kind: "grade-information", claimId: idOf("A"), credibility: 2, ...why }),
    () => ({ kind: "grade-information", claimId: idOf("A"), credibility: null, ...why }),
    () => ({
      kind: "grade-source",
      source: { kind: "account", name: "A" },
      reliability: "B",
      ...why,
    }),
    () => ({
      kind: "grade-source",
      source: { kind: "account", name: "A" },
      reliability: "D",
      ...why,
    }),
    () => {
      const [label] = openCase(folder).accounts[0]?.furniture ?? [];
      const { start, end } = label ?? { start: 0, end: 0 };
      return { kind: "lift", accountId: "A", span: { start, end }, ...why };
    },
    () => ({ kind: "join-origins", claimIds: [idOf("A"), idOf("C")], ...why }),
    () => ({
      kind: "drop-origin-decision",
      decisionId: openCase(folder).originDecisions.at(-1)?.id ?? "",
      ...why,
    }),
    () => ({ kind: "part-origin", claimIds: [idOf("B")], ...why }),
    () => ({ kind: "hypothesis", text: "There were three" }),
    () => ({ kind: "revise-hypothesis", hypothesisId: h1(), text: "Three drones came", ...why }),
    () => weigh("for"),
    () => weigh("against"),
    () => weigh("neither"),
    () => ({ kind: "conclude", hypothesisId: h1(), verdict: "fails", ...why }),
    () => ({ kind: "conclude", hypothesisId: h1(), verdict: "open", ...why }),
    () => ({ kind: "revise-hypothesis", hypothesisId: h1(), text: null, ...why }),
  ];

  test("one after the other, and then all of it, the last first", async () => {
    const stood: unknown[] = [];
    for (const next of ACTIONS) {
      const [action, before] = [next(), standing()];
      await act(action);
      const after = standing();
      const { lastDone } = desk.show();
      expect(lastDone, action.kind).not.toBeNull();
      await act({ kind: "take-back" });
      expect(standing(), `${action.kind} undone`).toEqual(before);
      // A dropped decision keeps its name: the next one has the next.
      await act(action.kind === "drop-origin-decision" ? action : next());
      expect(standing(), `${action.kind} done again`).toEqual(after);
      stood.push(before);
    }
    for (const before of stood.toReversed()) {
      await act({ kind: "take-back" });
      expect(standing()).toEqual(before);
    }
    expect(desk.show().lastDone).toBeNull();
    expect(readActions(folder).length).toBeGreaterThan(3 * ACTIONS.length);
    expect(caseProblems(folder, null)).toEqual([]);
  });

  test("what is refused is not recorded, and nothing of what belongs to it", async () => {
    const before = readActions(folder).length;
    await expect(
      act({
        kind: "weigh",
        hypothesisId: "H9",
        evidence: { kind: "claim", claimId: "x" },
        bears: "for",
        ...why,
      }),
    ).rejects.toThrow(/no hypothesis H9/);
    await expect(
      actInCase(folder, [
        {
          kind: "hypothesis",
          hypothesisId: "H1",
          text: "so",
          by: "ada",
          at: "2026-05-06T08:00:00Z",
        },
        {
          kind: "hypothesis",
          hypothesisId: "H1",
          text: "or so",
          by: "ada",
          at: "2026-05-06T08:00:00Z",
        },
      ]),
    ).rejects.toThrow(/H1 already/);
    expect(readActions(folder)).toHaveLength(before);
  });
});
