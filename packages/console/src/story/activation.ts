import type { ReasonCode } from "@tocsin/core";
import { clockText } from "@tocsin/core";
import { REASON_WORDS, reasonText } from "./reason-words.ts";
import { areaName, type Variant } from "./variant.ts";

/** One line of "what activated, what did not". */
export interface Activation {
  readonly of: "area" | "defence";
  readonly subject: string;
  readonly activated: boolean;
  readonly what: string;
  readonly codes: readonly string[];
}

const STAGES: Readonly<Record<string, string>> = {
  "pre-alert": "People alerted",
  "take-cover": "People told to take cover",
};

/** The people of every area, then the defence; what activated first. */
export function activationsOf(variant: Variant): readonly Activation[] {
  const lines = [...warnedLines(variant), ...notWarnedLines(variant), ...defenceLines(variant)];
  return [
    ...lines.filter(({ activated }) => activated),
    ...lines.filter((line) => !line.activated),
  ];
}

function warnedLines({ detail }: Variant): readonly Activation[] {
  const areas = new Set(detail.outcome?.warned.map(({ areaId }) => areaId));
  return [...areas].map((id) => {
    const own = (detail.outcome?.warned ?? []).filter(({ areaId }) => areaId === id);
    const warning = own.find(({ stage }) => stage === "take-cover") ?? own[0];
    const lead =
      warning?.leadS === null || warning === undefined
        ? ""
        : `, ${Math.round(warning.leadS)} s before impact`;
    return {
      of: "area",
      subject: areaName(detail, id),
      activated: true,
      what:
        warning === undefined
          ? "Warned"
          : `${STAGES[warning.stage] ?? warning.stage} at ${clockText(warning.atUs)} UTC${lead}`,
      codes: [],
    };
  });
}

function notWarnedLines({ detail, report, askedAreaId }: Variant): readonly Activation[] {
  return (detail.outcome?.notWarned ?? []).map(({ areaId, reasons }) => {
    const codes =
      reasons.length === 0 && areaId === askedAreaId ? (report?.prevented ?? []) : reasons;
    return {
      of: "area",
      subject: areaName(detail, areaId),
      activated: false,
      what: codes.length === 0 ? "Not warned: not in danger" : `Not warned: ${reasonText(codes)}`,
      codes,
    };
  });
}

function defenceLines({ detail, report }: Variant): readonly Activation[] {
  return (report?.defences ?? []).map(({ defence, wouldHaveActivated, reasons }) => ({
    of: "defence",
    subject: detail.site.defences.find(({ id }) => id === defence)?.name ?? defence,
    activated: wouldHaveActivated,
    what: wouldHaveActivated ? "Would have acted" : `Silent: ${defenceReasons(reasons)}`,
    codes: reasons,
  }));
}

/** Of a defence, "not a protected area" says that it guards something else. */
const defenceReasons = (codes: readonly ReasonCode[]): string =>
  codes
    .map((code) =>
      code === "NOT_A_PROTECTED_AREA"
        ? "the area in danger is not its to guard"
        : REASON_WORDS[code],
    )
    .join("; ");
