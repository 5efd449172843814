import { clockText } from "@tocsin/core";
import type { PolicyExplanation } from "@tocsin/sdk";
import type {
  AlarmOf,
  DecidedOf,
  DecisionDifference,
  PolicyTrial,
} from "../../pipeline/try-policy.ts";
import { whole } from "./numbers.ts";
import { wrap } from "./wrap.ts";

const STAGES = ["none", "pre-alert", "take-cover"] as const;

/** When people of each area would be told what, and why those numbers. */
export function policyLines({ site, version, areas }: PolicyExplanation): readonly string[] {
  const lines = [`${site}, policy ${version}`];
  for (const { name, area, protection, statements, examples } of areas) {
    lines.push("", `${name} (${area})`);
    if (protection === "none")
      lines.push(
        "  Nobody asked this site to warn the people there: all is decided, and nobody is told.",
      );
    for (const { says, because, own } of statements)
      lines.push(
        ...wrap(`${says}${own ? " This is the area's own." : ""}`, 96).map((line) => `  ${line}`),
        ...wrap(`Why: ${because}`, 92).map((line) => `      ${line}`),
      );
    lines.push("  For example:");
    for (const example of examples)
      lines.push(`    ${example.object}: ${example.says} (${example.reasons.join(", ")})`);
  }
  return lines;
}

/** What another policy would have decided otherwise. */
export function trialLines(trial: PolicyTrial, directory: string): readonly string[] {
  const { differences, decided, alarms } = trial;
  const lines = [
    `${directory}: ${whole(trial.events)} events, ${whole(trial.objects)} objects`,
    `  ${"decided".padEnd(14)}${"as it was".padStart(12)}${"as tried".padStart(12)}`,
    ...STAGES.map(
      (stage) =>
        `  ${stage.padEnd(14)}${whole(decided.before[stage]).padStart(12)}${whole(decided.after[stage]).padStart(12)}`,
    ),
    `  ${"alarms".padEnd(14)}${whole(alarms.before.length).padStart(12)}${whole(alarms.after.length).padStart(12)}`,
  ];
  if (trial.erasedEvents > 0)
    lines.push(
      `  ${whole(trial.erasedEvents)} events were erased: what they led to is in neither.`,
    );
  if (differences.length === 0) return [...lines, "Nothing would have been decided otherwise."];
  lines.push("", `${whole(differences.length)} decisions would differ:`);
  for (const difference of differences) lines.push(`  ${differenceText(difference)}`);
  lines.push("", "Alarms as it was:", ...alarms.before.map(alarmText));
  lines.push("Alarms as tried:", ...alarms.after.map(alarmText));
  return lines;
}

const differenceText = ({ track, area, before, after }: DecisionDifference): string =>
  `${area ?? "all others"}  ${track}  ${decidedText(before)}  →  ${decidedText(after)}`;

function decidedText({ stage, atUs, leadS, reasons }: DecidedOf): string {
  const at = atUs === null ? "" : ` at ${clockText(atUs)}`;
  const lead = leadS === null ? "" : `, ${Math.round(leadS)} s before`;
  return `${stage}${at}${lead} (${reasons.join(", ")})`;
}

const alarmText = ({ area, fromUs, untilUs, stage }: AlarmOf): string =>
  `  ${area}  ${stage}  ${clockText(fromUs)} to ${untilUs === null ? "the end" : clockText(untilUs)}`;
