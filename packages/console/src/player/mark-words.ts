import type { Timeline } from "@tocsin/sdk";

export type MarkKind = Timeline["marks"][number]["kind"];

export const MARK_WORDS: Readonly<Record<MarkKind, string>> = {
  warning: "Warning",
  impact: "Impact",
  fault: "Fault",
  engagement: "Engagement",
  sensor: "Sensor",
  official: "Official",
};

export function markTone(kind: MarkKind): "alarm" | "caution" | "plain" {
  if (kind === "warning" || kind === "impact") return "alarm";
  return kind === "fault" || kind === "sensor" ? "caution" : "plain";
}
