import { describe, expect, test } from "vitest";
import { radar } from "../engine/engine.test-support.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import { sensorId } from "../units/ids.ts";
import { atS } from "../engine/engine.test-support.ts";
import { decide } from "./decide.ts";
import { contextOf, trackOf } from "./decision.test-support.ts";
import { isUnseenThere, restsOnClaims } from "./rests-on-claims.ts";

const SENSORS = [
  radar("radar"),
  {
    ...radar("radar"),
    id: sensorId("receiver"),
    kind: "cooperative" as const,
    authenticated: false,
  },
];
const by = (ids: readonly string[]): EvidenceRef[] =>
  ids.map((id, i) => ({
    sensorId: sensorId(id),
    lookSequence: i,
    lookToUs: i,
    index: 0,
    sensedUs: i,
  }));

test.each([
  [["receiver", "receiver"], true],
  [["receiver", "radar", "receiver"], false],
  [["radar"], false],
  [[], false],
])("stands on %j: on claims alone %s", (ids, expected) => {
  expect(restsOnClaims(trackOf({ evidence: by(ids) }), SENSORS)).toBe(expected);
});

test("is unseen after two looks that should have shown it nineteen times in twenty, and not after one", () => {
  const missed = (looks: number) => trackOf({ logPlaceProbability: looks * Math.log(0.05) });
  expect([0, 1, 2].map((looks) => isUnseenThere(missed(looks)))).toEqual([false, false, true]);
  expect(isUnseenThere(trackOf())).toBe(false);
});

describe("what only says that it comes", () => {
  const classes = { "fixed-wing-drone": 0.6 };
  const unseen = trackOf({ classes, logPlaceProbability: -6 });

  test("makes people get ready where sensors see nothing of it, and sends nobody to cover", () => {
    expect(decide(contextOf({ track: unseen, onlyClaims: true }))).toMatchObject({
      stage: "pre-alert",
      reasons: ["THREAT", "UNSEEN_CLAIM"],
    });
  });

  test("sends people to cover where no sensor could look, where one saw it, and where they are there already", () => {
    const stage = (changes: Parameters<typeof contextOf>[0]) => decide(contextOf(changes)).stage;
    expect(stage({ track: trackOf({ classes }), onlyClaims: true })).toBe("take-cover");
    expect(stage({ track: unseen, onlyClaims: false })).toBe("take-cover");
    expect(stage({ track: unseen, onlyClaims: true, before: "take-cover" })).toBe("take-cover");
  });

  test("is waited for however fast it says it is", () => {
    const track = trackOf({ classes, speedMps: 230 });
    const now = { track, aboveSinceUs: atS(10), nowUs: atS(10) };
    expect(decide(contextOf({ ...now, onlyClaims: true })).reasons).toContain("NOT_SUSTAINED");
    expect(decide(contextOf(now)).stage).toBe("take-cover");
  });
});
