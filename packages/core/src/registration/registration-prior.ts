import type { RegistrationPrior, SensorKind, SensorSpec } from "../coverage/sensor.ts";

/** A radar levelled and pointed with care, its clock set by radio or network: range 20 m, directions 0.2° and 0.1°, clock 50 ms. */
const RADAR: RegistrationPrior = {
  rangeSigmaM: 20,
  azimuthSigmaRad: 3.5e-3,
  elevationSigmaRad: 1.75e-3,
  clockSigmaS: 0.05,
};

/**
 * An array of microphones or antennas that was pointed by a compass, 2° both ways (a magnetic one errs by 1 to 3° near steel). It measures
 * no range; sound is as late as 0.1 s beside what its way explains, since air and wind are not known to a percent over 3 km.
 */
const BY_COMPASS: RegistrationPrior = {
  rangeSigmaM: 20,
  azimuthSigmaRad: 3.5e-2,
  elevationSigmaRad: 3.5e-2,
  clockSigmaS: 0.1,
};

const DEFAULTS: Readonly<Record<SensorKind, RegistrationPrior | null>> = {
  radar: RADAR,
  acoustic: BY_COMPASS,
  radio: BY_COMPASS,
  // What one observer reads wrong says nothing of the next.
  observer: null,
  tracker: null,
  cooperative: null,
};

/** What is believed of the biases of a kind of sensor that states none; null where none are estimated. */
export const defaultRegistration = (kind: SensorKind): RegistrationPrior | null => DEFAULTS[kind];

/** What is believed of a sensor's biases; null where none are estimated, since it reports places of its own or of others, or is many people and states none. */
export function priorOf({ kind, registration }: SensorSpec): RegistrationPrior | null {
  if (kind === "cooperative" || kind === "tracker") return null;
  return registration ?? defaultRegistration(kind);
}

/**
 * Whether its reports say what is true: objects that report themselves, where nobody else can speak for them. A place that anybody may send
 * moves no radar.
 */
export const isReference = (spec: SensorSpec): boolean =>
  spec.kind === "cooperative" && spec.authenticated;
