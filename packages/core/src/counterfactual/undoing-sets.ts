import { policyOf } from "../policy/policies-of.ts";
import { areaOf } from "./find-links.ts";
import { type Knob, nearestTurn } from "./knob.ts";
import * as knobs from "./policy-knobs.ts";
import type { Runs } from "./question.ts";
import type { RepairSet } from "./what-if-report.ts";

/** Of a warning that was given: each number of the policy and the area that, turned by itself, would have kept it from being given, and by how little. */
export function undoingSets(runs: Runs): readonly RepairSet[] {
  const { record } = runs.incident;
  const area = areaOf(record, runs.question);
  const decision = record.decisions.find(
    ({ value }) =>
      value.areaId === area?.id && value.stage !== "none" && isAbout(runs, value.trackId),
  )?.value;
  if (area === null || decision === undefined) return [];
  const policy = policyOf(area, record.site.value);
  const flies = decision.rule === "reach-probability";
  const turnable: readonly Knob[] = [
    knobs.raiseThreshold(area, policy, decision, record.decisions),
    ...(flies
      ? [
          knobs.waitLonger(area, policy),
          knobs.lowerOverflight(area, policy),
          knobs.lessSureOfHarmless(area, policy),
          knobs.narrowerBuffer(area),
        ]
      : []),
  ];
  return turnable.flatMap((knob): readonly RepairSet[] => {
    const turn = nearestTurn(knob, (change) => !runs.ask([change]).acted);
    if (turn === null) return [];
    const { value, shortOf, recorded, unit, change } = turn;
    const { name, clause, notional } = change;
    const { stage, warnedUs } = runs.ask([change]);
    return [
      {
        steps: [{ name, clause, notional, nearest: { value, shortOf, recorded, unit } }],
        stage,
        warnedUs,
        notional,
      },
    ];
  });
}

const isAbout = ({ question }: Runs, trackId: string): boolean =>
  question.of === "object" || question.trackId === trackId;
