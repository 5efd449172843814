import type { RegistrationPrior, SensorSpec } from "../coverage/sensor.ts";

/** A radar levelled and pointed with care, its clock set by radio or network: range 20 m, directions 0.2° and 0.1°, clock 50 ms. */
export const DEFAULT_REGISTRATION: RegistrationPrior = {
  rangeSigmaM: 20,
  azimuthSigmaRad: 3.5e-3,
  elevationSigmaRad: 1.75e-3,
  clockSigmaS: 0.05,
};

/** What is believed of a sensor's biases; null where none are estimated, since it reports places of its own or of others. */
export function priorOf(spec: SensorSpec): RegistrationPrior | null {
  if (spec.kind === "cooperative" || spec.kind === "tracker") return null;
  return spec.registration ?? DEFAULT_REGISTRATION;
}

/**
 * Whether its reports say what is true: objects that report themselves, where nobody else can speak for them. A place that anybody may send
 * moves no radar.
 */
export const isReference = (spec: SensorSpec): boolean =>
  spec.kind === "cooperative" && spec.authenticated;
