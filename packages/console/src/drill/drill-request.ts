import type { DrillRequest, PictureSite } from "@tocsin/sdk";

/** What is flown in an exercise, as a form holds it. */
export interface DrillDraft {
  readonly threat: "rocket" | "drone" | "scenario";
  /** Its name or a file of the post's machine; of `scenario` alone. */
  readonly scenario: string;
  readonly areaId: string;
  /** 0: now. */
  readonly inS: number;
  readonly reason: string;
}

/** Areas where something can come in an exercise. */
export const drillAreas = ({ areas }: Pick<PictureSite, "areas">): PictureSite["areas"] =>
  areas.filter(({ protection }) => protection !== "none");

export const isComplete = ({ threat, scenario, reason }: DrillDraft): boolean =>
  reason.trim().length >= 3 && (threat !== "scenario" || scenario.trim() !== "");

export const drillRequestOf = (draft: DrillDraft, nowUs: number): DrillRequest => ({
  scenario: draft.threat === "scenario" ? draft.scenario.trim() : draft.threat,
  areaId: draft.threat === "scenario" || draft.areaId === "" ? null : draft.areaId,
  atUs: draft.inS === 0 ? null : Math.round(nowUs + draft.inS * 1e6),
  reason: draft.reason.trim(),
});

const THREATS = { rocket: "A rocket", drone: "A drone" } as const;

/** What comes and where, in a few words: `A rocket at Lock`. */
export const threatText = ({ threat, scenario }: DrillDraft, area: string): string =>
  threat === "scenario" ? `The scenario ${scenario.trim()}` : `${THREATS[threat]} at ${area}`;
