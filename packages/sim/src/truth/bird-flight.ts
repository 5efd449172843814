import type { RandomStream } from "../random/stream.ts";
import { type Flight, truthState } from "./flight.ts";

/** Sines that make up one axis of a bird's wandering, and the range of their periods. */
const WANDER_TERMS = 4;
const WANDER_PERIOD_MIN_S = 40;
const WANDER_PERIOD_MAX_S = 120;
/** A flock is flat: its height strays by this share of its level straying, and never by half its height. */
const VERTICAL_SHARE = 0.15;
const HEIGHT_SHARE = 0.2;

export interface BirdOptions {
  readonly position: readonly [number, number, number];
  readonly heightM: number;
  readonly courseRad: number;
  readonly speedMps: number;
  readonly wanderM: number;
  readonly startS: number;
  readonly endS: number;
}

interface Term {
  readonly amplitudeM: number;
  readonly radPerS: number;
  readonly phaseRad: number;
}

/**
 * A bird that strays about an even drift. Each axis is a sum of sines with random periods and phases,
 * Σ √(2/N)·σ·sin(ωt + φ), whose standard deviation over time is σ: smooth, known at any time, without a walk to
 * store. Source: M. Shinozuka and G. Deodatis, "Simulation of Stochastic Processes by Spectral Representation"
 * (1991), Applied Mechanics Reviews 44(4), equation (15).
 */
export function birdFlight(options: BirdOptions, random: RandomStream): Flight {
  const verticalM = Math.min(VERTICAL_SHARE * options.wanderM, HEIGHT_SHARE * options.heightM);
  const axes = [options.wanderM, options.wanderM, verticalM].map((sigmaM) => terms(sigmaM, random));
  const drift = [
    options.speedMps * Math.sin(options.courseRad),
    options.speedMps * Math.cos(options.courseRad),
    0,
  ];
  return {
    startS: options.startS,
    endS: options.endS,
    stateAt: (timeS) => {
      const sinceS = timeS - options.startS;
      const at = (axis: 0 | 1 | 2): [number, number] => {
        let positionM = options.position[axis] + drift[axis] * sinceS;
        let velocityMps = drift[axis];
        for (const term of axes[axis]) {
          const angle = term.radPerS * sinceS + term.phaseRad;
          positionM += term.amplitudeM * Math.sin(angle);
          velocityMps += term.amplitudeM * term.radPerS * Math.cos(angle);
        }
        return [positionM, velocityMps];
      };
      const [east, north, up] = [at(0), at(1), at(2)];
      return truthState([east[0], north[0], up[0]], [east[1], north[1], up[1]]);
    },
  };
}

const terms = (sigmaM: number, random: RandomStream): readonly Term[] =>
  Array.from({ length: WANDER_TERMS }, () => ({
    amplitudeM: sigmaM * Math.sqrt(2 / WANDER_TERMS),
    radPerS: (2 * Math.PI) / random.uniform(WANDER_PERIOD_MIN_S, WANDER_PERIOD_MAX_S),
    phaseRad: random.uniform(0, 2 * Math.PI),
  }));
