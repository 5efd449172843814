import { areaId, siteId, type Warning, type WarningStage } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { PushPlan } from "./push-plan.ts";

/** A message at a second, which holds for so many. */
const messageOf = (
  stage: WarningStage,
  atS: number,
  of: { readonly holdsS?: number; readonly episode?: number; readonly area?: string } = {},
): OutgoingWarning => {
  const warning: Warning = {
    siteId: siteId("weir"),
    areaId: areaId(of.area ?? "lock"),
    mode: "live",
    episode: of.episode ?? 1,
    version: 1 + atS,
    stage,
    action: stage === "all-clear" ? "end" : "update",
    issuedUs: atS * 1e6,
    expiresUs: (atS + (of.holdsS ?? 90)) * 1e6,
    arrivalFromUs: null,
    arrivalToUs: null,
    probability: null,
    threats: [],
    decisions: [],
    replaces: null,
  };
  const texts = [{ language: "en", direction: "ltr", headline: "h", instruction: "i" }] as const;
  return {
    warning,
    siteName: "Weir",
    areaName: "Lock",
    areaOwner: "",
    areaRingsDeg: [[0, 0, 0, 1, 1, 1]],
    recorded: true,
    headline: "h",
    instruction: "i",
    texts,
  };
};
const taken = (plan: PushPlan, stage: WarningStage, atS: number, of = {}): boolean =>
  plan.take(messageOf(stage, atS, of), atS * 1e6) !== null;

test("each stage of an area is pushed, the graver before the lesser", () => {
  const plan = new PushPlan();
  const stages = ["pre-alert", "take-cover", "all-clear"] as const;
  const pushed = stages.map((stage, i) => plan.take(messageOf(stage, i), i * 1e6));
  expect(pushed.map((each) => each?.urgency)).toEqual(["high", "high", "high"]);
  expect(pushed.map((each) => each?.gravity)).toEqual([3, 4, 1]);
  expect(taken(plan, "pre-alert", 4, { episode: 2 })).toBe(true);
  expect(taken(plan, "pre-alert", 4, { area: "mill" })).toBe(true);
});

test("what only goes on is pushed again before it would expire at the service, and seldom", () => {
  const plan = new PushPlan();
  const pushedAtS = Array.from({ length: 181 }, (_, atS) => atS).filter((atS) =>
    taken(plan, "take-cover", atS),
  );
  expect(pushedAtS).toEqual([0, 60, 120, 180]);
  const long = new PushPlan();
  const seldom = Array.from({ length: 601 }, (_, atS) => atS).filter((atS) =>
    taken(long, "take-cover", atS, { holdsS: 400 }),
  );
  expect(seldom).toEqual([0, 201, 402]);
  expect(long.take(messageOf("take-cover", 640, { holdsS: 400 }), 640e6)?.gravity).toBe(3.5);
});
