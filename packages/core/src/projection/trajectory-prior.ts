import type { Environment } from "../motion/environment.ts";
import type { FlightKnowledge } from "../motion/uncertain-flight.ts";

/** What is believed of a falling body and of the air before anything was measured. */
export interface TrajectoryPrior extends FlightKnowledge {
  /** Of ln k well below the speed of sound, k = Cd·A/m in m²/kg. */
  readonly logDragMean: number;
  readonly logDragSigma: number;
  /** Growth of the variance of ln k after the last measurement, 1/s: attitude and density that no constant follows. */
  readonly dragDriftPerS: number;
  /** Whether the object may have a motor that burns for a while after it was first seen. */
  readonly mayBurn: boolean;
}

/**
 * What is believed where nothing is known. ln k from published masses and calibres, brought down to low speed: 122 mm
 * rocket after burn-out 0.4e-4–0.7e-4, 107 mm 0.8e-4–1.3e-4, 120 mm bomb 1.1e-4–1.7e-4, 82 mm 2.6e-4–3.4e-4, 60 mm
 * 2.5e-4–3.3e-4; home-made rockets are blunter. The wind is as in a country of middle latitude on a day of which
 * nothing is known: 4 m/s on each axis at the ground, 10 m/s at 6.5 km.
 */
export const TRAJECTORY_PRIOR: TrajectoryPrior = {
  logDragMean: Math.log(1.5e-4),
  logDragSigma: 0.5,
  dragDriftPerS: 2e-4,
  dragShare: 1,
  dragShareSigma: 1,
  windSigmaMps: 4,
  windSigmaPerM: 9e-4,
  mayBurn: true,
};

/**
 * What is left of the wind's uncertainty where a profile was measured some hours ago, or forecast, m/s at the ground and for each metre
 * above it. An allowance.
 */
const PROFILE_SIGMA_MPS = 2;
const PROFILE_SIGMA_PER_M = 2e-4;
/** A profile that ends below this height over the ground leaves the wind above it to what is believed without one, m. */
const WHOLE_PROFILE_M = 6_500;

/** One for each environment: what is fitted to a flight is remembered by the very prior that it was fitted with. */
const priors = new WeakMap<Environment, TrajectoryPrior>();

/** What is believed in an environment: of the wind less, as high as it has a profile of it. */
export function trajectoryPriorOf(env: Environment): TrajectoryPrior {
  const { windKnownToM } = env.atmosphere;
  if (windKnownToM === undefined) return TRAJECTORY_PRIOR;
  let prior = priors.get(env);
  if (prior === undefined) {
    const knownM = Math.min(Math.max(windKnownToM - env.groundHeightM, 0), WHOLE_PROFILE_M);
    const share = knownM / WHOLE_PROFILE_M;
    const { windSigmaPerM } = TRAJECTORY_PRIOR;
    prior = {
      ...TRAJECTORY_PRIOR,
      windSigmaMps: PROFILE_SIGMA_MPS,
      windSigmaPerM: windSigmaPerM + share * (PROFILE_SIGMA_PER_M - windSigmaPerM),
    };
    priors.set(env, prior);
  }
  return prior;
}
