import { expect, test } from "vitest";
import type { CaseAction } from "./case-action.ts";
import { type CaseState, replayCase } from "./case-state.ts";
import { othersWithFile } from "./exhibits.ts";
import { refusalOf } from "./refusal-of.ts";

const DONE = { by: "ada", at: "2026-05-06T08:00:00Z" };
const why = { reason: "as read", ...DONE };
const TEXT =
  "The interior ministry said three drones attacked the depot. The interior ministry said two workers were injured. “I heard an explosion,” Mira Holt said.";

const account: CaseAction = {
  kind: "account",
  accountId: "A",
  sha256: "0".repeat(64),
  source: "paper",
  title: null,
  published: null,
  ...DONE,
};
const replayed = (...actions: readonly CaseAction[]): CaseState =>
  replayCase([{ kind: "case", title: "Depot", ...DONE }, account, ...actions], () => TEXT);

const idOf = (predicate: string): string =>
  replayed().claims.find((claim) => claim.predicate === predicate)?.id ?? "";
const begun: readonly CaseAction[] = [
  { kind: "hypothesis", hypothesisId: "H1", text: "It was an attack", ...DONE },
];
const weigh = (claimId: string, bears: "for" | "against" | "neither" = "for"): CaseAction => ({
  kind: "weigh",
  hypothesisId: "H1",
  evidence: { kind: "claim", claimId },
  bears,
  ...why,
});
const concluded: CaseAction = { kind: "conclude", hypothesisId: "H1", verdict: "holds", ...why };

test("a conclusion on two facts that one ministry gives hangs on one origin; another speaker ends the alarm", () => {
  const ministry = [weigh(idOf("weapon.count")), weigh(idOf("casualties.injured"))];
  const [one] = replayed(...begun, ...ministry, concluded).hypotheses;
  expect(one?.for.evidence).toHaveLength(2);
  expect(one?.for.origins).toHaveLength(1);
  expect(one?.alarm).toContain("hangs on one origin");
  const heard = weigh(idOf("witness.sound"));
  const [two] = replayed(...begun, ...ministry, heard, concluded).hypotheses;
  expect(two?.for.origins).toContain("Mira Holt");
  expect(two?.alarm).toBeNull();
});

test("what was taken back, or set aside since, speaks for nothing, and the alarm says so", () => {
  const id = idOf("weapon.count");
  const [taken] = replayed(...begun, weigh(id), concluded, weigh(id, "neither")).hypotheses;
  expect(taken?.alarm).toContain("rests on nothing");
  const reject: CaseAction = { kind: "decide", claimId: id, verdict: "reject", ...why };
  const after = replayed(...begun, weigh(id), concluded, reject);
  expect(after.hypotheses[0]?.for.evidence).toEqual([]);
  expect(refusalOf(after, weigh(id))).toContain("set aside");
});

const picture = (exhibitId: string, takenBy: string, sha256: string): CaseAction => ({
  kind: "exhibit",
  exhibitId,
  exhibitKind: "image",
  files: [{ name: `${exhibitId}.jpg`, sha256, bytes: 3 }],
  taken: null,
  place: null,
  takenBy,
  note: "",
  ...DONE,
});
const show = (exhibitId: string): CaseAction => ({
  kind: "weigh",
  hypothesisId: "H1",
  evidence: { kind: "exhibit", exhibitId },
  bears: "for",
  ...why,
});

test("one picture that two people hand in under two names is one origin, and both are told of each other", () => {
  const [same, other] = ["1".repeat(64), "2".repeat(64)];
  const shown = (sha256: string): CaseState =>
    replayed(
      ...begun,
      picture("X1", "Olav", same),
      picture("X2", "Ida", sha256),
      show("X1"),
      show("X2"),
      concluded,
    );
  expect(shown(other).hypotheses[0]?.alarm).toBeNull();
  const twice = shown(same);
  expect(twice.hypotheses[0]?.for.origins).toHaveLength(1);
  expect(twice.hypotheses[0]?.alarm).toContain("hangs on one origin");
  const [{ files }] = twice.exhibits;
  expect(othersWithFile(twice.exhibits, { id: "X1", file: files[0] })).toEqual(["X2"]);
  const toItself: CaseAction = {
    kind: "link-exhibit",
    exhibitId: "X1",
    to: { kind: "exhibit", exhibitId: "X1" },
    ...why,
  };
  expect(refusalOf(twice, toItself)).toContain("linked to itself");
});

test("an exhibit that changes hands after that was recorded has a gap in its chain", () => {
  const { exhibits } = replayed(picture("X1", "Olav", "1".repeat(64)), {
    kind: "hand-over",
    exhibitId: "X1",
    from: "Olav",
    to: "court",
    when: "2999-05-06T09:00:00Z",
    ...why,
  });
  expect(exhibits[0]?.custody[0]?.gap).toContain("later than when it was recorded");
});

test("the chain of custody keeps what is known, and tells where it is broken", () => {
  const file = { name: "a.jpg", sha256: "1".repeat(64), bytes: 3 };
  const handOver = (from: string, to: string, when: string): CaseAction => ({
    kind: "hand-over",
    exhibitId: "X1",
    from,
    to,
    when,
    ...why,
  });
  const state = replayed(
    {
      kind: "exhibit",
      exhibitId: "X1",
      exhibitKind: "image",
      files: [file],
      taken: "2026-05-04T08:00:00Z",
      place: { text: "the pier" },
      takenBy: "Olav",
      note: "",
      ...DONE,
    },
    handOver("Olav", "police", "2026-05-05T08:00:00Z"),
    handOver("ministry", "court", "2026-05-07T08:00:00Z"),
    handOver("court", "archive", "2026-05-06T08:00:00+00:00"),
    {
      kind: "verify-exhibit",
      exhibitId: "X1",
      taken: "2026-05-04T09:00:00Z",
      place: null,
      ...why,
    },
  );
  const [exhibit] = state.exhibits;
  expect(exhibit?.custody.map(({ gap }) => gap === null)).toEqual([true, false, false]);
  expect(exhibit).toMatchObject({
    holder: "archive",
    claimed: { taken: "2026-05-04T08:00:00Z" },
    verified: [{ taken: "2026-05-04T09:00:00Z" }],
  });
  const link = (claimId: string): CaseAction => ({
    kind: "link-exhibit",
    exhibitId: "X1",
    to: { kind: "claim", claimId },
    ...why,
  });
  expect(refusalOf(state, link("A:0-1:damage:x"))).toContain("no claim");
  expect(refusalOf(state, link(idOf("weapon.count")))).toBeNull();
});

test("what a linked case holds is neither counted nor compared", () => {
  const link: CaseAction = {
    kind: "link-case",
    caseId: "2".repeat(64),
    title: "The protest",
    sequence: 4,
    chain: "3".repeat(64),
    ...why,
  };
  const { linked, ...rest } = replayed(link);
  const { linked: _none, ...without } = replayed();
  expect(linked).toHaveLength(1);
  expect(rest).toEqual(without);
});
