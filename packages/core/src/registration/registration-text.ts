import type { Bias, SensorRegistration } from "./sensor-registration.ts";

/** An error is spoken of when it is this many sigmas from none … */
const TOLD_SIGMAS = 2;
/** … and the truth is known where it is known about as well as the difference from the others. */
const ABSOLUTE_FACTOR = 1.5;

const QUANTITIES = [
  { key: "rangeM", scale: 1, least: 0.5, digits: 0, unit: "m", more: "long", less: "short" },
  {
    key: "azimuthRad",
    scale: 1000,
    least: 0.1,
    digits: 1,
    unit: "mrad",
    more: "clockwise",
    less: "anticlockwise",
  },
  {
    key: "elevationRad",
    scale: 1000,
    least: 0.1,
    digits: 1,
    unit: "mrad",
    more: "high",
    less: "low",
  },
] as const;
const CLOCK = {
  key: "clockS",
  scale: 1000,
  least: 1,
  digits: 0,
  unit: "ms",
  more: "late",
  less: "early",
} as const;

type Quantity = (typeof QUANTITIES)[number] | typeof CLOCK;

/**
 * What is known of a sensor's errors, in words that follow its name: `reads 11 m long and 1.5 mrad clockwise, its clock is 40 ms late: corrected`;
 * `against the other sensors` where nothing says which of them is right.
 */
export function registrationText(registration: SensorRegistration): string {
  const reads = QUANTITIES.flatMap((quantity) => said(registration, quantity) ?? []);
  const clock = said(registration, CLOCK);
  if (reads.length === 0 && clock === null)
    return "agrees with the other sensors within what can be told";
  const isOfAll = (isAbsolute: boolean): boolean =>
    [...reads, ...(clock === null ? [] : [clock])].every((one) => one.isAbsolute === isAbsolute);
  const against = isOfAll(true) ? "" : isOfAll(false) ? " against the other sensors" : null;
  const words = (one: Said): string =>
    against === null && !one.isAbsolute ? `${one.text} against the other sensors` : one.text;
  const parts = [
    ...(reads.length === 0 ? [] : [`reads ${listOf(reads.map(words))}`]),
    ...(clock === null ? [] : [`its clock is ${words(clock)}`]),
  ];
  return `${parts.join(", ")}${against ?? ""}: corrected`;
}

interface Said {
  readonly text: string;
  readonly isAbsolute: boolean;
}

function said({ absolute, relative }: SensorRegistration, quantity: Quantity): Said | null {
  const { key, scale, least, digits, unit, more, less } = quantity;
  const isAbsolute = absolute[key].sigma <= ABSOLUTE_FACTOR * relative[key].sigma;
  const { value, sigma }: Bias = isAbsolute ? absolute[key] : relative[key];
  const shown = Math.abs(value) * scale;
  if (shown < least || Math.abs(value) < TOLD_SIGMAS * sigma) return null;
  const text = `${shown.toFixed(digits)} ${unit} ${value > 0 ? more : less}`;
  return { text, isAbsolute };
}

const listOf = (parts: readonly string[]): string =>
  parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
