import { describe, expect, test } from "vitest";
import { DecisionBook } from "../assessment/decision-book.ts";
import { trackOf } from "../assessment/decision.test-support.ts";
import type { Decision } from "../assessment/decision.ts";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createEnvironment } from "../motion/environment.ts";
import { FlightMasks } from "../policy/flight-masks.ts";
import type { Policy } from "../policy/policy.ts";
import type { Projection } from "../projection/projection.ts";
import { areaId, sensorId } from "../units/ids.ts";
import { AreaStates } from "../warning/area-states.ts";
import type { Warning } from "../warning/warning.ts";
import { assessTrack } from "./assess-track.ts";
import { atS, POLICY, siteOf } from "./engine.test-support.ts";

const CAMP = areaId("camp");
const LIFT_S = 200;
const END_S = 300;

interface Lived {
  readonly warnings: readonly Warning[];
  readonly decisions: readonly Decision[];
}

/**
 * An object that will come down in the camp with a probability of 0.3 is held back from 5 s to {@link LIFT_S}, and from 6 s on
 * probable only as much as is asked. `sources` report it at first, and the first of them from 6 s on.
 */
function live(
  probability: number,
  how: "inhibit" | "automation",
  { policy = POLICY, sources = ["radar-a"] }: { policy?: Policy; sources?: string[] } = {},
): Lived {
  const site = siteOf({ policy });
  const areaStates = new AreaStates({ siteId: site.id, mode: site.mode, policy });
  const options = { mode: site.mode, policyVersion: policy.version, areaCount: 1 };
  const parts = {
    site,
    environment: createEnvironment(site.origin, standardAtmosphereWithWind()),
    masks: new FlightMasks([]),
    book: new DecisionBook(options),
    areaStates,
  };
  const warnings: Warning[] = [];
  const decisions: Decision[] = [];
  for (let s = 1; s <= END_S; s++) {
    const automation = how === "inhibit" || s < 5 || s >= LIFT_S;
    if (how === "automation") areaStates.setAutomation(automation);
    else if (s === 5) areaStates.inhibit(CAMP, { untilUs: atS(LIFT_S), by: "x", reason: "y" });
    const seenBy = s < 6 ? sources : sources.slice(0, 1);
    const track = trackOf({
      existence: 1,
      evidence: seenBy.map((id, index) => ({
        sensorId: sensorId(id),
        lookSequence: s,
        lookToUs: atS(s),
        index,
        sensedUs: atS(s),
      })),
    });
    const projection = projectionOf(s < 6 ? 0.3 : probability);
    const of = { projection, areas: site.areas, masked: false };
    decisions.push(...assessTrack(parts, track, of, { nowUs: atS(s), automation }));
    warnings.push(...areaStates.due(atS(s)));
  }
  return { warnings, decisions };
}

/** It comes down in the middle of the camp, long after everything, with this probability; else nowhere near. */
function projectionOf(probability: number): Projection {
  const impact = (eastM: number, weight: number) =>
    ({
      kind: "impact",
      model: "ballistic",
      weight,
      eastM,
      northM: 0,
      covarianceEeM2: 100,
      covarianceEnM2: 0,
      covarianceNnM2: 100,
      impactUs: atS(600),
      impactSigmaS: 1,
      speedMps: 200,
    }) as const;
  return {
    trackId: trackOf().id,
    fromUs: atS(1),
    components: [impact(0, probability), impact(30_000, 1 - probability)],
  };
}

const brief = ({ warnings }: Lived): readonly string[] =>
  warnings
    .filter(({ action }) => action !== "update")
    .map((w) => `${w.episode} ${w.action} ${w.stage}`);
const afterLift = ({ decisions }: Lived): readonly string[] =>
  decisions.filter((d) => d.decidedUs >= atS(LIFT_S)).map((d) => `${d.stage} ${d.reasons[0]}`);

describe.each(["inhibit", "automation"] as const)(
  "a warning that stands, held back by %s",
  (how) => {
    test.each([
      ["take-cover", 0.1],
      ["pre-alert", 0.03],
    ])("stays while %s would be held at a probability of %f, and after", (stage, probability) => {
      const lived = live(probability, how);
      expect(brief(lived)).toEqual(["1 start take-cover"]);
      expect(afterLift(lived)).toEqual([`${stage} THREAT`]);
    });

    test("ends once what it was told of falls below what would hold it", () => {
      expect(brief(live(0.01, how))).toEqual(["1 start take-cover", "1 end all-clear"]);
    });

    test("asks no second source anew", () => {
      const policy = { ...POLICY, corroboration: { preAlert: 2, takeCover: 2 } };
      const lived = live(0.3, how, { policy, sources: ["radar-a", "radar-b"] });
      expect(brief(lived)).toEqual(["1 start take-cover"]);
      expect(afterLift(lived)).toEqual(["take-cover THREAT"]);
    });
  },
);
