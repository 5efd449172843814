import { describe, expect, test } from "vitest";
import type { SecondPathUse } from "../policy/policy.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import type { Engine } from "./engine.ts";
import {
  atS,
  circle,
  type Flight,
  lookAt,
  POLICY,
  siteOf,
  START_US,
  straight,
} from "./engine.test-support.ts";

/** Straight at the camp with 100 m/s; over it after 25 s. */
const INBOUND = straight([2_500, 0, 150], [-100, 0, 0]);
const DEAF = { ...POLICY, preAlertReachProbability: 1, takeCoverReachProbability: 1 };

interface Lived {
  readonly effects: readonly EngineEffect[];
  readonly warnings: readonly string[];
  readonly faults: readonly string[];
}

function live(
  secondPath: SecondPathUse | undefined,
  {
    policy = DEAF,
    areas = siteOf().areas,
    flights = [INBOUND] as readonly Flight[],
    seconds = 22,
    restartS = null as number | null,
    end = null as { readonly kind: "retract" | "all-clear"; readonly s: number } | null,
  } = {},
): Lived {
  const effects: EngineEffect[] = [];
  let engine: Engine = createEngine();
  const site = siteOf({
    areas,
    policy: secondPath === undefined ? policy : { ...policy, secondPath },
  });
  engine.step({ type: "configuration", receivedUs: START_US, site });
  for (let s = 1; s <= seconds; s++) {
    const look = lookAt("radar-a", s, flights, 3);
    effects.push(...engine.step({ type: "tick", receivedUs: atS(s) }).effects);
    effects.push(...engine.step({ type: "look", receivedUs: atS(s) + 50_000, look }).effects);
    if (s === restartS) {
      const state = JSON.parse(JSON.stringify(engine.snapshot()));
      engine = createEngine();
      engine.restore(state);
    }
    if (s === end?.s)
      effects.push(
        ...engine.step({
          type: "command",
          receivedUs: atS(s) + 60_000,
          command: { kind: end.kind, areaId: "camp" },
          by: "officer",
          reason: "nothing comes",
          seconded: { by: "supervisor", how: "person" },
        }).effects,
      );
  }
  return {
    effects,
    warnings: effects.flatMap((effect) =>
      effect.type === "warning" ? [`${effect.warning.action} ${effect.warning.stage}`] : [],
    ),
    faults: effects.flatMap((effect) =>
      effect.type === "fault" && effect.fault.code === "DECISION_PATHS_DISAGREE"
        ? [`${effect.fault.subject}: ${effect.fault.detail}`]
        : [],
    ),
  };
}

const opinions = ({ effects }: Lived) =>
  effects.flatMap((effect) =>
    effect.type === "decision" ? [effect.decision.secondPath?.says] : [],
  );
/** Wide enough that a course is seen to lead there for long before it comes. */
const WIDE = [circle("camp", 0, 0, 900)];

/** At the camp with 60 m/s from 5 km, but north of it between these seconds; it turns so gently that its course goes on. */
function awayFor(fromS: number, toS: number): Flight {
  const places: (readonly [number, number, number])[] = [[5_000, 0, 150]];
  let headingRad = Math.PI;
  for (let s = 1; s <= 300; s++) {
    const [e, n] = places[s - 1];
    const isAway = s > fromS && s <= toS;
    const wantedRad = Math.atan2((isAway ? 5_000 : 0) - n, -e);
    const turnRad = Math.atan2(Math.sin(wantedRad - headingRad), Math.cos(wantedRad - headingRad));
    headingRad += Math.max(-0.06, Math.min(0.06, turnRad));
    places.push([e + 60 * Math.cos(headingRad), n + 60 * Math.sin(headingRad), 150]);
  }
  return (s) => places[s] ?? null;
}

/** When which warning started, s. */
const startsS = ({ effects }: Lived): readonly number[] =>
  effects.flatMap((effect) =>
    effect.type === "warning" && effect.warning.action === "start"
      ? [(effect.warning.issuedUs - START_US) / 1e6]
      : [],
  );
/** Everything but what the second path adds. */
const withoutIt = ({ effects }: Lived) =>
  effects.flatMap<object>((effect) => {
    if (effect.type === "fault") return [];
    if (effect.type !== "decision") return [effect];
    const { secondPath: _, ...decision } = effect.decision;
    return [{ ...effect, decision }];
  });

describe("two decision paths", () => {
  test("disagree where the predictive one lets pass what the second sees come, and it is said once", () => {
    const lived = live("show");
    expect(lived.warnings).toEqual([]);
    expect(lived.faults).toHaveLength(1);
    expect(lived.faults[0]).toMatch(
      /^camp: the second path says that something comes there at \d+ m\/s in \d+ s, by radar-a, since .* UTC; the predictive path says (BELOW_THRESHOLD|PREDICTED_MISS)$/,
    );
  });

  test("agree where both see it, and each decision says what the second says", () => {
    const seen: Flight = (s) => (s < 24 ? INBOUND(s) : null);
    const lived = live("show", { policy: POLICY, flights: [seen], seconds: 60 });
    expect(lived.warnings[0]).toBe("start take-cover");
    expect(lived.faults).toEqual([]);
    expect(opinions(lived).at(-1)).toBe("threatened");
  });

  test("are not compared where a decision rests on what the second knows nothing of", () => {
    expect(live("show", { policy: { ...POLICY, harmlessClassProbability: 0 } }).faults).toEqual([]);
  });

  test.each([[undefined], ["off" as const]])(
    "used as %s, nothing is asked of the second",
    (use) => {
      const lived = live(use);
      expect(lived.faults).toEqual([]);
      expect(new Set(opinions(lived))).toEqual(new Set([undefined]));
    },
  );

  test.each([DEAF, POLICY])(
    "shown, the second changes nothing but what is said of it",
    (policy) => {
      expect(withoutIt(live("show", { policy }))).toEqual(withoutIt(live("off", { policy })));
    },
  );

  test("where the policy lets it, the second tells people by itself to get ready, and no more", () => {
    const lived = live("pre-alert", { seconds: 150 });
    expect(lived.warnings).toEqual(["start pre-alert", "end all-clear"]);
  });

  test("of two areas on one course each is let go when the course is over", () => {
    const seen: Flight = (s) => (s < 16 ? INBOUND(s) : null);
    const areas = [circle("camp", 0, 0, 300), circle("ward", -500, 0, 300)];
    const { effects } = live("pre-alert", { areas, flights: [seen], seconds: 150 });
    const ends = effects.flatMap((effect) =>
      effect.type === "warning" && effect.warning.action === "end" ? [effect.warning] : [],
    );
    expect(ends.map(({ areaId }) => areaId).toSorted()).toEqual(["camp", "ward"]);
    expect(ends[0].issuedUs).toBe(ends[1].issuedUs);
  });

  test("with both at work, the second neither lowers nor ends what the first says", () => {
    const [both, first] = [
      live("pre-alert", { policy: POLICY, seconds: 150 }),
      live("off", { policy: POLICY, seconds: 150 }),
    ];
    expect(both.warnings).toEqual(first.warnings);
  });

  test("what people took back is not told again by the second alone", () => {
    expect(live("pre-alert", { end: { kind: "retract", s: 17 } }).warnings).toEqual([
      "start pre-alert",
      "end retraction",
    ]);
  });

  test("what people called over is told again as soon as any, though its course led elsewhere meanwhile", () => {
    const seen = { areas: WIDE, flights: [awayFor(38, 46)], seconds: 65 };
    const lived = live("pre-alert", { ...seen, end: { kind: "all-clear", s: 46 } });
    // Its course led there for 25 looks until then, and from 52 s on anew.
    expect(startsS(lived)).toEqual([26.05, 56.05]);
  });

  test("what people took back is told again when it comes anew, after it led elsewhere for as long as an all-clear waits", () => {
    const retracted = { areas: WIDE, end: { kind: "retract", s: 30 } } as const;
    const soon = live("pre-alert", { ...retracted, flights: [awayFor(32, 50)], seconds: 180 });
    expect(startsS(soon)).toEqual([26.05]);
    const late = live("pre-alert", { ...retracted, flights: [awayFor(32, 80)], seconds: 180 });
    expect(startsS(late)).toEqual([26.05, 128.05]);
  });

  test.each(["show", "pre-alert"] as const)(
    "used as %s, go on after a restart as without",
    (use) => {
      for (const restartS of [4, 9, 16])
        expect(live(use, { restartS, seconds: 60 }).effects).toEqual(
          live(use, { seconds: 60 }).effects,
        );
    },
  );
});
