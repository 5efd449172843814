import { utcText, type Weather } from "@tocsin/core";
import { plainLine } from "@tocsin/sdk";

/** `Radiosonde of 29 Nov …, 40 heights up to 30.1 km, until …`. */
export function weatherText({ source, observedUs, untilUs, levels }: Weather): string {
  const top = levels.at(-1);
  const heights =
    top === undefined
      ? "no height"
      : `${levels.length} heights up to ${(top.heightM / 1_000).toFixed(1)} km`;
  return plainLine(
    `${source} of ${utcText(observedUs)}, ${heights}, holds until ${utcText(untilUs)}`,
  );
}

export const airText = (weather: Weather | null): string =>
  weather === null
    ? "the weather that was known is over: flights are projected as where nobody knows the wind"
    : `flights are projected through that of ${weatherText(weather)}`;
