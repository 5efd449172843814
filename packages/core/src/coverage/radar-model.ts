import type { ObjectClass } from "../tracking/track.ts";

/** How well a radar sees, by the radar equation; see docs/concepts/coverage.md. */
export interface RadarModel {
  /** Slant range, m, at which a target of the reference cross-section on the beam's axis is detected as stated. */
  readonly referenceRangeM: number;
  readonly referenceCrossSectionM2: number;
  readonly referenceDetectionProbability: number;
  /** Of one resolution cell in one look. */
  readonly falseAlarmProbability: number;
  readonly beam: ElevationBeam;
  /** What approaches or recedes more slowly than this, m/s, is taken for clutter; 0: nothing is. */
  readonly rangeRateMinMps: number;
  /** null: echoes of the ground do not count. */
  readonly groundClutter: GroundClutter | null;
  /** Mean cross-sections, m², by class, where they are known better than {@link MEAN_CROSS_SECTION_M2}. */
  readonly crossSectionsM2: Readonly<Partial<Record<ObjectClass, number>>>;
}

/** The antenna's pattern in elevation. */
export interface ElevationBeam {
  /**
   * `uniform`: the same at every elevation. `gaussian`: a pencil beam. `cosecant-squared`: a fan that sees an object
   * in level flight equally well at every range, above the half-power point of its Gaussian nose.
   */
  readonly shape: "uniform" | "gaussian" | "cosecant-squared";
  /** Of the axis, above the horizontal. */
  readonly tiltRad: number;
  /** Between the half-power points, one way. */
  readonly widthRad: number;
}

/** Echoes of the ground in the target's own range cell. */
export interface GroundClutter {
  /** Reflectivity γ of the ground: σ⁰ = γ·sin ψ at grazing angle ψ. */
  readonly gamma: number;
  readonly azimuthBeamWidthRad: number;
  readonly rangeResolutionM: number;
  /** By how much the processing lowers the ground's echoes against a moving target's, as a ratio. */
  readonly improvement: number;
}
