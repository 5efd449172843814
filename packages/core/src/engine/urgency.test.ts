import { expect, test } from "vitest";
import type { Entry, Page } from "../assessment/decision-page.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import { trackId } from "../units/ids.ts";
import type { AreaStates } from "../warning/area-states.ts";
import { circle } from "./engine.test-support.ts";
import { bySoonest, type Urgency, urgencyOfKnown } from "./urgency.ts";

const ID = trackId("radar/1");
const AREAS = [circle("camp", 0, 0, 300), circle("port", 2_000, 0, 300)];

/** What was found of one area last, as far as urgency depends on it. */
interface Found {
  readonly probability: number;
  readonly arrivalFromUs?: number | null;
  readonly reasons?: readonly ReasonCode[];
  readonly stage?: Page["stage"];
}

type Told = ReturnType<AreaStates["mayTell"]>;

/** Of the camp, then of the port; `told`: what may be told in an area, where it is not that a warning starts. */
function urgency(
  found: readonly (Found | null)[],
  told: Readonly<Record<string, Told>> = {},
): Urgency {
  const pages = found.map((one, i) => {
    const {
      probability = 0,
      arrivalFromUs = null,
      reasons = ["PREDICTED_MISS"],
      stage,
    } = one ?? {};
    const latest = {
      verdict: { probability, threshold: 0.1, reasons },
      assessment: { arrivalFromUs },
    };
    return [
      AREAS[i].id,
      { stage: stage ?? "none", latest: one === null ? null : (latest as Entry) },
    ] as const;
  });
  return urgencyOfKnown(
    {
      book: { latestOf: () => pages },
      areaStates: { mayTell: (id) => told[id] ?? "rises" },
    },
    ID,
    0,
  );
}

test("what was near its threshold may start a warning; what was far from it, or was passed by, is calm", () => {
  expect(urgency([{ probability: 0.006, arrivalFromUs: 70 }])).toEqual({
    kind: "rises",
    arrivalUs: 70,
  });
  expect(urgency([{ probability: 0.004, arrivalFromUs: 70 }]).kind).toBe("calm");
  expect(urgency([null]).kind).toBe("calm");
  expect(urgency([]).kind).toBe("calm");
});

test("where people have taken cover, it can only change what they are told", () => {
  expect(urgency([{ probability: 0.9 }], { camp: "changes" }).kind).toBe("changes");
  expect(urgency([{ probability: 0.9 }, { probability: 0.05 }], { camp: "changes" }).kind).toBe(
    "rises",
  );
});

test("where nothing may be said yet, it is calm, though it threatens", () => {
  expect(urgency([{ probability: 0.9, stage: "take-cover" }], { camp: "nothing" }).kind).toBe(
    "calm",
  );
});

test("what was decided to threaten stays urgent, however improbable it was", () => {
  expect(urgency([{ probability: 0.001, stage: "take-cover" }], { camp: "changes" }).kind).toBe(
    "changes",
  );
});

test("of several areas the soonest arrival counts", () => {
  const found = [
    { probability: 0.5, arrivalFromUs: 90 },
    { probability: 0.5, arrivalFromUs: 40 },
  ];
  expect(urgency(found).arrivalUs).toBe(40);
});

test("what its class speaks against comes after what only its probability does; what nobody protects is calm", () => {
  const bird = urgency([{ probability: 0.9, arrivalFromUs: 10, reasons: ["HARMLESS_CLASS"] }]);
  const rocket = urgency([{ probability: 0.05, arrivalFromUs: 50 }]);
  expect(bird.kind).toBe("rises");
  const line = [{ urgency: bird }, { urgency: rocket }];
  expect(line.toSorted(bySoonest)).toEqual([{ urgency: rocket }, { urgency: bird }]);
  expect(urgency([{ probability: 0.9, reasons: ["NOT_A_PROTECTED_AREA"] }]).kind).toBe("calm");
});
