import { areaId, type Decision, type ReasonCode, trackId } from "@tocsin/core";
import { expect, test } from "vitest";
import { HeldBackBook } from "./held-back-book.ts";

const SECOND_US = 1_000_000;

const decision = (
  atS: number,
  reasons: readonly ReasonCode[],
  more: { readonly track?: string; readonly final?: boolean; readonly arrivalS?: number } = {},
): Decision =>
  ({
    areaId: areaId("school"),
    trackId: trackId(more.track ?? "rocket"),
    decidedUs: atS * SECOND_US,
    stage: reasons[0] === "THREAT" ? "take-cover" : "none",
    reasons,
    final: more.final ?? false,
    numbers: {
      arrivalFromUs: (more.arrivalS ?? 40) * SECOND_US,
      arrivalToUs: (more.arrivalS ?? 40) * SECOND_US + SECOND_US,
    },
  }) as unknown as Decision;

function bookOf(...decisions: readonly Decision[]) {
  const book = new HeldBackBook();
  for (const each of decisions) book.decided(each);
  return (atS: number) => book.of("school", atS * SECOND_US);
}

test("what people would be told of but for a switch is shown, the earliest to arrive first", () => {
  const of = bookOf(
    decision(10, ["AUTOMATION_OFF"]),
    decision(12, ["AUTOMATION_OFF", "INHIBITED"], { track: "other", arrivalS: 30 }),
  );
  expect(of(13)).toEqual({
    because: "AUTOMATION_OFF",
    sinceUs: 10 * SECOND_US,
    arrivalFromUs: 30 * SECOND_US,
    arrivalToUs: 31 * SECOND_US,
    objects: 2,
  });
});

test("what would not be warned of anyway is not, and a wavering decision does not come and go", () => {
  expect(bookOf(decision(10, ["PREDICTED_MISS", "AUTOMATION_OFF"]))(11)).toBeNull();
  const of = bookOf(
    decision(10, ["AUTOMATION_OFF"]),
    decision(12, ["PREDICTED_MISS", "AUTOMATION_OFF"]),
  );
  expect(of(21)).toMatchObject({ objects: 1 });
  expect(of(22)).toBeNull();
});

test("it ends with the track, with a warning, and by itself", () => {
  const first = decision(10, ["INHIBITED"]);
  expect(bookOf(first, decision(20, ["INHIBITED"], { final: true }))(20)).toBeNull();
  expect(bookOf(first, decision(20, ["THREAT"]))(20)).toBeNull();
  expect(bookOf(first)(129)).not.toBeNull();
  expect(bookOf(first)(130)).toBeNull();
});
