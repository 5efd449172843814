import { expect, test } from "vitest";
import type { Entry, Page } from "../assessment/decision-page.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import { areaId, trackId } from "../units/ids.ts";
import type { AreaStates } from "../warning/area-states.ts";
import { trackOf } from "../assessment/decision.test-support.ts";
import { circle, siteOf } from "./engine.test-support.ts";
import { byArea, bySoonest, type Urgency, urgencyOfKnown, urgencyOfNew } from "./urgency.ts";

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
      book: { isQuiet: () => false, latestOf: () => pages },
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
    changes: [],
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

/** Of a new object 1000 m up and 2 km east of the camp, that flies or falls at 120 m/s; `told`: what may be told in the camp. */
function urgencyOf(
  model: "ballistic" | "powered",
  velocity: readonly [number, number, number],
  told: Told = "rises",
): Urgency {
  const size = model === "powered" ? 6 : 7;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) covariance[i * (size + 1)] = i < 3 ? 100 : 0.1;
  const mean = Float64Array.of(2000, 0, 1000, ...velocity, Math.log(2e-4)).slice(0, size);
  const track = trackOf({ estimates: [{ model, probability: 1, mean, covariance }] });
  const site = siteOf({ areas: [circle("camp", 0, 0, 300)] });
  return urgencyOfNew({ site, areaStates: { mayTell: () => told } }, track, track.timeUs);
}

test("a new object that falls is put in line by when it would be down, if its way leads to the area", () => {
  const [flat, high, away] = [
    urgencyOf("ballistic", [-120, 0, 0]),
    urgencyOf("ballistic", [-120, 0, 80]),
    urgencyOf("ballistic", [120, 0, 0]),
  ];
  expect([flat.kind, high.kind, away.kind]).toEqual(["rises", "rises", "rises"]);
  const line = [{ urgency: away }, { urgency: high }, { urgency: flat }];
  expect(line.toSorted(bySoonest).map((one) => one.urgency)).toEqual([flat, high, away]);
  expect((high.arrivalUs - flat.arrivalUs) / 1e6).toBeCloseTo(10.2, 0);
});

test("a new object changes at most what people are told who have taken cover, and is calm where nothing is said", () => {
  expect(urgencyOf("ballistic", [-120, 0, 0], "changes").kind).toBe("changes");
  expect(urgencyOf("ballistic", [-120, 0, 0], "nothing").kind).toBe("calm");
});

test("a new object that flies is urgent where it can get to the area", () => {
  expect(urgencyOf("powered", [-120, 0, 0]).kind).toBe("rises");
  expect(urgencyOf("powered", [120, 0, 0]).kind).toBe("calm");
});

const task = (name: string, arrivalUs: number, ...changes: string[]) => ({
  name,
  urgency: { kind: "changes" as const, arrivalUs, changes: changes.map((id) => areaId(id)) },
});

const lines = (groups: ReturnType<typeof byArea<ReturnType<typeof task>>>): string[] =>
  groups.map(({ tasks, told }) => `${tasks.map(({ name }) => name).join(" ")} > ${told.join(" ")}`);

test("an area is told once its own tracks are assessed, the one first that is reached soonest", () => {
  const changes = [task("a", 50, "camp"), task("b", 10, "town"), task("c", 20, "town")];
  expect(lines(byArea(changes, []))).toEqual(["b c > town", "a > camp"]);
});

test("a track that leads to several areas is assessed before any of them is told", () => {
  const changes = [task("a", 10, "town"), task("b", 90, "camp", "town"), task("c", 20, "camp")];
  expect(lines(byArea(changes, []))).toEqual(["a b > town", "c > camp"]);
});

test("what tracks before them lead to alone is told first, and what leads to no area stands last", () => {
  const before = [task("r", 5, "school", "camp")];
  const changes = [task("n", 1), task("a", 10, "camp")];
  expect(lines(byArea(changes, before))).toEqual([" > school", "a > camp", "n > "]);
});
