import { type LinkStage, REASON_CODES, type ReasonCode, type WhyMargin } from "@tocsin/core";
import { distanceText, percentText } from "../format/quantity.ts";

/** The links of the chain as questions, in the order in which a warning comes about. */
export const LINK_WORDS: Readonly<Record<LinkStage, string>> = {
  sensor: "Could a sensor have seen it?",
  detection: "Was it detected?",
  track: "Was it followed?",
  class: "What was it taken for?",
  mask: "Was it an announced friendly flight?",
  projection: "Where was it going?",
  assessment: "Was the danger great enough?",
  policy: "What did the rules say?",
  area: "Is the place protected?",
  automation: "Was automatic warning on?",
  warning: "Was a warning made?",
  channel: "Did it reach people?",
  defence: "What would the defence have done?",
};

/** What a code means, for whoever does not know the codes. */
export const reasonText = (code: ReasonCode): string => REASON_CODES[code];

/** `0.4 km short: distance outside the area's edge`: the sign in words, on which side of action it fell. */
export function marginText(margin: WhyMargin): string {
  const size = sizeText(Math.abs(margin.value), margin.unit);
  return `${size} ${margin.value < 0 ? "short" : "to spare"}: ${margin.meaning}`;
}

function sizeText(size: number, unit: WhyMargin["unit"]): string {
  switch (unit) {
    case "m":
      return distanceText(size);
    case "rad":
      return `${((size * 180) / Math.PI).toFixed(1)}°`;
    case "m/s":
      return `${size.toFixed(1)} m/s`;
    case "s":
      return `${size < 10 ? size.toFixed(1) : Math.round(size)} s`;
    case "sigma":
      return `${size.toFixed(1)} standard deviations`;
    case "probability":
      return percentText(size);
    case "count":
      return String(Math.round(size));
  }
}
