import { areaId, channelId, siteId, type Warning, warningKey } from "@tocsin/core";
import { expect, test } from "vitest";
import { AnswerWatch, REPEATS_MAX } from "./answer-watch.ts";
import type { Receipt } from "./receipt.ts";

const S = 1_000_000;
const warningOf = (version: number, changes: Partial<Warning> = {}): Warning => ({
  siteId: siteId("s"),
  areaId: areaId("a"),
  mode: "live",
  episode: 1,
  version,
  stage: "take-cover",
  action: "update",
  issuedUs: 0,
  expiresUs: 120 * S,
  arrivalFromUs: null,
  arrivalToUs: null,
  threats: [],
  decisions: [],
  probability: null,
  replaces: null,
  ...changes,
});
const receiptOf = (
  warning: Warning,
  outcome: Receipt["outcome"],
  recipient: string | null = null,
): Receipt => ({
  type: "receipt",
  warningKey: warningKey(warning),
  version: warning.version,
  channelId: channelId("sirens"),
  ...(recipient === null ? {} : { recipient }),
  outcome,
  detail: "",
});
const watchOf = (): AnswerWatch =>
  new AnswerWatch(new Map([["sirens", { withinUs: 3 * S, escalateTo: ["duty-phone"] }]]));

/** What was due up to `untilS`, looked for four times a second. */
function dueUntil(watch: AnswerWatch, fromS: number, untilS: number): readonly string[] {
  const all: string[] = [];
  for (let nowUs = fromS * S; nowUs <= untilS * S; nowUs += S / 4)
    for (const duty of watch.due(nowUs))
      all.push(`${duty.kind} at ${nowUs / S}${"detail" in duty ? `: ${duty.detail}` : ""}`);
  return all;
}

test("who does not answer is sent it again, then another channel gets it and the operator is told who is missing", () => {
  const watch = watchOf();
  const warning = warningOf(1);
  watch.sent("sirens", { warning, recorded: true }, 0);
  for (const id of ["gate-1", "gate-2"]) watch.answered(receiptOf(warning, "sent", id));
  watch.answered(receiptOf(warning, "sent"));
  watch.answered(receiptOf(warning, "acknowledged", "gate-1"));
  expect(dueUntil(watch, 0, 6)).toEqual([
    "repeat at 3",
    "escalate at 6: gate-2: no answer within 6 s, take-cover of a; passed on to duty-phone",
    "repeat at 6",
  ]);
  expect(watch.isEscalatedTo(warningOf(9, { stage: "all-clear" }), "duty-phone")).toBe(true);
  watch.answered(receiptOf(warning, "acknowledged", "gate-2"));
  expect(dueUntil(watch, 6.25, 100)).toEqual(["over at 6.25: it was answered after all"]);
});

test("what could not be sent is passed on at once, and tried again", () => {
  const watch = watchOf();
  const warning = warningOf(1);
  watch.sent("sirens", { warning, recorded: true }, 0);
  watch.answered(receiptOf(warning, "failed"));
  expect(dueUntil(watch, 0, 3)).toEqual([
    "escalate at 0: it could not be sent, take-cover of a; passed on to duty-phone",
    "repeat at 3",
  ]);
});

test("an update does not begin the waiting anew for who has never answered", () => {
  const watch = watchOf();
  watch.sent("sirens", { warning: warningOf(1), recorded: true }, 0);
  watch.answered(receiptOf(warningOf(1), "sent", "gate-1"));
  watch.sent("sirens", { warning: warningOf(2), recorded: true }, 5 * S);
  watch.answered(receiptOf(warningOf(2), "sent", "gate-1"));
  expect(dueUntil(watch, 5, 6.25)[0]).toBe("repeat at 5");
  expect(dueUntil(watch, 6.5, 8).length).toBe(0);
});

test("it is bounded: so many repeats, one escalation, and nothing of what has expired", () => {
  const watch = watchOf();
  watch.sent("sirens", { warning: warningOf(1), recorded: true }, 0);
  const all = dueUntil(watch, 0, 200);
  expect(all.filter((each) => each.startsWith("repeat"))).toHaveLength(REPEATS_MAX);
  expect(all.filter((each) => each.startsWith("escalate"))).toHaveLength(1);
  expect(all.filter((each) => each.startsWith("over"))).toEqual([
    "over at 120: it has expired, unanswered",
  ]);
  const late = watchOf();
  late.sent("sirens", { warning: warningOf(1, { expiresUs: 2 * S }), recorded: true }, 0);
  expect(dueUntil(late, 2, 60)).toEqual([]);
});

test("a channel that knows nobody by name has answered when it says that it arrived", () => {
  const watch = watchOf();
  watch.sent("sirens", { warning: warningOf(1), recorded: true }, 0);
  watch.answered(receiptOf(warningOf(1), "delivered"));
  expect(dueUntil(watch, 0, 60)).toEqual([]);
});
