import { listText } from "../explain/plain-words.ts";
import type { BrokenLink, NearestValue, RepairSet, RepairStep } from "./what-if-report.ts";

interface Told {
  readonly acted: boolean;
  readonly late: boolean;
  readonly links: readonly BrokenLink[];
  readonly sets: readonly RepairSet[];
}

/** Sets that are told in the paragraph; the rest stand in the list. */
const SETS_TOLD = 3;

/** One paragraph in plain words. */
export function whatIfText({ acted, late, links, sets }: Told): string {
  if (acted)
    return sets.length === 0
      ? "People were warned, and no number of the policy or the area, turned by itself, would have kept the warning from being given."
      : `People were warned. They would not have been if ${told(sets)}.`;
  if (links.length === 0 && sets.length > 0)
    return `People were warned only after it had come nearest, and no link was broken. They would have been warned before if ${told(sets)}.`;
  if (links.length === 0)
    return `${late ? "People were warned only after it had come nearest" : "People were not warned"}, and the record shows no broken link that mending could have changed.`;
  const count = links.length === 1 ? "One link was broken" : `${links.length} links were broken`;
  const lone = links.filter(({ alone }) => alone === true).length;
  const each =
    links.length === 1
      ? ""
      : lone === links.length
        ? ", and each of them alone would have prevented a warning"
        : lone === 0
          ? ", none of which alone would have prevented a warning"
          : `, ${lone === 1 ? "one" : lone} of which would have prevented a warning alone, while others could have stood in for the rest`;
  const unmended = links.filter(({ repairs }) => repairs.length === 0);
  const not =
    unmended.length === 0
      ? ""
      : ` Nothing that can be run again tells what would have mended ${listText(unmended.map(({ code }) => code))}.`;
  if (sets.length === 0) return `${count}${each}.${not}`;
  return `${count}${each}.${not} People would have been warned if ${told(sets)}.`;
}

function told(sets: readonly RepairSet[]): string {
  const shown = sets.slice(0, SETS_TOLD).map(({ steps }) => listText(steps.map(stepText)));
  const more = sets.length > SETS_TOLD ? [`in ${sets.length - SETS_TOLD} other ways`] : [];
  return [...shown, ...more].join("; or ");
}

/** `the threshold for what flies had been 0.07 (0.071 would not have been enough)`. */
export function stepText({ clause, nearest, notional }: RepairStep): string {
  const asides = [
    nearest === null ? null : nearestText(nearest),
    notional ? "notional" : null,
  ].filter((aside) => aside !== null);
  return asides.length === 0 ? clause : `${clause} (${asides.join("; ")})`;
}

/** null where nothing is to be said: it was nothing, and the least turn of it is enough. */
const nearestText = ({ recorded, shortOf, unit }: NearestValue): string | null => {
  const amount = (value: number): string => (unit === "" ? `${value}` : `${value} ${unit}`);
  if (recorded === 0) return shortOf === 0 ? null : `${amount(shortOf)} would have changed nothing`;
  return shortOf === recorded
    ? `it was ${amount(recorded)}`
    : `it was ${amount(recorded)}, and ${amount(shortOf)} would have changed nothing`;
};
