import { describe, expect, test } from "vitest";
import type { Decision } from "../assessment/decision.ts";
import type { Warning } from "../warning/warning.ts";
import { createEngine } from "./create-engine.ts";
import { atS } from "./engine.test-support.ts";
import type { EngineEffect } from "./effect.ts";
import type { EngineEvent } from "./event.ts";
import {
  claimsOf,
  type Heard,
  SECONDS,
  siteOfDraw,
  threatOf,
} from "./friendly-claims.test-support.ts";

const BATCHES = 10;
const DRAWS = 20;

/** What the engine does of what it hears, with a tick a second. */
function effectsOf(draw: number, heard: readonly Heard[]): readonly EngineEffect[] {
  const engine = createEngine();
  const events: EngineEvent[] = heard.map(({ look, receivedS }) => ({
    type: "look",
    receivedUs: atS(receivedS),
    look,
  }));
  for (let s = 0; s < SECONDS; s++) events.push({ type: "tick", receivedUs: atS(s + 0.5) });
  events.sort((a, b) => a.receivedUs - b.receivedUs);
  const site = siteOfDraw(draw);
  const configuration: EngineEvent = { type: "configuration", receivedUs: atS(0), site };
  return [configuration, ...events].flatMap((event) => engine.step(event).effects);
}

const warningsOf = (effects: readonly EngineEffect[]): readonly Warning[] =>
  effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : []));

/** Decisions but for their numbers, on the tracks named, moment by moment: within one, those come first that a warning waits for. */
const decisionsOf = (
  effects: readonly EngineEffect[],
  trackIds?: ReadonlySet<string>,
): readonly Omit<Decision, "number">[] =>
  effects
    .flatMap((effect) => {
      if (effect.type !== "decision") return [];
      const { number: _number, ...decision } = effect.decision;
      return trackIds === undefined || trackIds.has(decision.trackId) ? [decision] : [];
    })
    .sort((a, b) => a.decidedUs - b.decidedUs || compareText(placeOf(a), placeOf(b)));

const placeOf = ({ trackId, areaId }: Omit<Decision, "number">): string => `${trackId} ${areaId}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RANK = { "pre-alert": 1, "take-cover": 2, "all-clear": 0, retraction: 0 } as const;

/** What people of an area are told at a time: 0 nothing, 1 pre-alert, 2 take cover. */
const toldAt = (warnings: readonly Warning[], areaId: string, timeUs: number): number =>
  RANK[
    warnings.findLast((one) => one.areaId === areaId && one.issuedUs <= timeUs)?.stage ??
      "all-clear"
  ];

describe("claims that nobody vouches for", () => {
  test.each(Array.from({ length: BATCHES }, (_, batch) => batch * DRAWS))(
    "delay, lower and end no warning, and leave every decision on what was measured as it is: from draw %i on",
    (from) => {
      const wrong: string[] = [];
      let [covered, added] = [0, 0];
      for (let draw = from + 1; draw <= from + DRAWS; draw++) {
        const { before, after, problems } = compare(draw);
        wrong.push(...problems.map((problem) => `draw ${draw}: ${problem}`));
        if (before.some(({ stage }) => stage === "take-cover")) covered++;
        if (after.length > before.length) added++;
      }
      expect(wrong).toEqual([]);
      expect(covered).toBeGreaterThan(0.7 * DRAWS);
      expect(added).toBeGreaterThan(0);
    },
  );
});

/** A draw without claims and with them. */
function compare(draw: number): {
  readonly before: readonly Warning[];
  readonly after: readonly Warning[];
  readonly problems: readonly string[];
} {
  const threat = threatOf(draw);
  const measured = threat.looks.map((look) => ({
    look,
    receivedS: (look.toUs - atS(0)) / 1e6 + 0.05,
  }));
  const without = effectsOf(draw, measured);
  const withClaims = effectsOf(draw, [...measured, ...claimsOf(draw, threat)]);
  const before = warningsOf(without);
  const after = warningsOf(withClaims);
  const problems: string[] = [];
  for (const { areaId, issuedUs } of [...before, ...after]) {
    const [less, more] = [toldAt(before, areaId, issuedUs), toldAt(after, areaId, issuedUs)];
    if (more < less) problems.push(`${areaId} has ${more} for ${less}`);
  }
  const own = decisionsOf(without);
  const ids = new Set(own.map(({ trackId }) => trackId));
  if (JSON.stringify(decisionsOf(withClaims, ids)) !== JSON.stringify(own))
    problems.push("other decisions on what was measured");
  return { before, after, problems };
}
