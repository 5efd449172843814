import type { GoalVerdict } from "./goals.ts";
import { verdictOf } from "./goal-verdict.ts";
import type { ImpactReport, ImpactRow } from "./impact-section.ts";
import { figure } from "./table.ts";

const RATIO_GATES = {
  matched: { row: "8a", gate: 1.15 },
  unknown: { row: "8b", gate: 1.25 },
} as const;
const HELD = { least: 0.86, most: 0.94 };
const CALIBRATION_GATE = 0.03;
const SKILL_GATES: Readonly<Record<number, number>> = { 3: 0.3, 8: 0.5, 12: 0.7 };

/** The goals about impacts that the figures of a run speak to. */
export function impactGoals({ rows }: ImpactReport): readonly GoalVerdict[] {
  const single = rows.filter(({ radar }) => radar !== "all");
  const unknown = rows.filter(({ radar, model }) => radar === "all" && model === "unknown");
  return [
    ...(["matched", "unknown"] as const).map((model) => ratioGoal(model, single)),
    heldGoal(single),
    ...unknown.flatMap(areaGoals),
  ];
}

function ratioGoal(model: ImpactRow["model"], rows: readonly ImpactRow[]): GoalVerdict {
  const ratios = rows.filter((entry) => entry.model === model).map(({ ratio }) => ratio);
  const { row, gate } = RATIO_GATES[model];
  const value = Math.max(...ratios);
  return {
    row,
    goal: `impact error over its bound, ${model === "matched" ? "law known" : "law unknown"}, three radars at four times`,
    gate: `≤ ${gate}`,
    measured: `${figure(Math.min(...ratios))} to ${figure(value)}`,
    verdict: verdictOf({ value, gate, better: "less" }),
  };
}

function heldGoal(rows: readonly ImpactRow[]): GoalVerdict {
  const held = rows.filter(({ model }) => model === "unknown").map(({ held90 }) => held90);
  const [least, most] = [Math.min(...held), Math.max(...held)];
  return {
    row: "9",
    goal: "regions of 90 % that held the truth, law unknown, three radars at four times",
    gate: `${HELD.least} to ${HELD.most}`,
    measured: `${figure(least)} to ${figure(most)}`,
    verdict: least >= HELD.least && most <= HELD.most ? "met" : "missed",
  };
}

function areaGoals(entry: ImpactRow): readonly GoalVerdict[] {
  const { timeS, calibrationError, scored, brierSkill, brierSkillAtBound } = entry;
  const calibration: GoalVerdict = {
    row: "10",
    goal: `calibration error of P(area hit), ${timeS} s, ${scored ?? 0} between 0.02 and 0.98`,
    gate: `≤ ${CALIBRATION_GATE}`,
    measured: figure(calibrationError),
    verdict: verdictOf({ value: calibrationError, gate: CALIBRATION_GATE, better: "less" }),
  };
  if (!(timeS in SKILL_GATES)) return [calibration];
  const gate = SKILL_GATES[timeS];
  return [
    calibration,
    {
      row: "10",
      goal: `Brier skill of the same; on the bound ${figure(brierSkillAtBound ?? NaN)}`,
      gate: `> ${gate}`,
      measured: `${figure(brierSkill)}; of all areas ${figure(entry.brierSkillAll)}`,
      verdict: verdictOf({ value: brierSkill, gate, better: "more" }),
    },
  ];
}
