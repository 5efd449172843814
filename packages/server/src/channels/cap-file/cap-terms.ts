import type { Mode, Warning } from "@tocsin/core";

export interface CapTerms {
  readonly responseType: "Shelter" | "Prepare" | "AllClear" | "None";
  readonly urgency: "Immediate" | "Expected" | "Past";
  readonly severity: "Extreme" | "Severe" | "Minor";
  readonly certainty: "Likely" | "Possible" | "Unlikely" | "Unknown";
}

/** CAP calls an event `Likely` above 50 % and `Possible` up to it. */
const LIKELY_ABOVE = 0.5;

/** How CAP's fixed words say a stage; `probability` is that of the area being hit or reached, null when not known. */
export function capTerms(stage: Warning["stage"], probability: number | null): CapTerms {
  switch (stage) {
    case "take-cover":
      return {
        responseType: "Shelter",
        urgency: "Immediate",
        severity: "Extreme",
        certainty: certaintyOf(probability),
      };
    case "pre-alert":
      return {
        responseType: "Prepare",
        urgency: "Expected",
        severity: "Severe",
        certainty: certaintyOf(probability),
      };
    case "all-clear":
      return {
        responseType: "AllClear",
        urgency: "Past",
        severity: "Minor",
        certainty: "Unlikely",
      };
    case "retraction":
      return { responseType: "None", urgency: "Past", severity: "Minor", certainty: "Unlikely" };
  }
}

const certaintyOf = (probability: number | null): CapTerms["certainty"] => {
  if (probability === null) return "Unknown";
  return probability > LIKELY_ABOVE ? "Likely" : "Possible";
};

/** Only what is live is `Actual`: everything else says of itself that nobody should act on it. */
export const capStatus = (mode: Mode): "Actual" | "Exercise" | "Test" =>
  mode === "live" ? "Actual" : mode === "drill" ? "Exercise" : "Test";

/**
 * `Cancel` withdraws what should not have been sent; an all-clear is an `Update`, since the alert was right.
 * Without an earlier message there is nothing to update or cancel.
 */
export const capMessageType = (
  stage: Warning["stage"],
  hasEarlier: boolean,
): "Alert" | "Update" | "Cancel" => {
  if (!hasEarlier) return "Alert";
  return stage === "retraction" ? "Cancel" : "Update";
};
