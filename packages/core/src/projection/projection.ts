import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { MotionModel } from "../tracking/track.ts";

/** Where and when a track will come down or go. A mixture: one component for each law of motion still possible. */
export interface Projection {
  readonly trackId: TrackId;
  /** Time of the track state that was projected. */
  readonly fromUs: TimeUs;
  readonly components: readonly ProjectionComponent[];
}

export type ProjectionComponent = ImpactComponent | CourseComponent;

interface ComponentBase {
  /** Probability of this law of motion; the components' weights sum to one. */
  readonly weight: number;
  readonly model: MotionModel;
}

/** A ballistic object comes down at a point: a Gaussian on the ground plane of the site frame. */
export interface ImpactComponent extends ComponentBase {
  readonly kind: "impact";
  readonly eastM: number;
  readonly northM: number;
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly impactUs: TimeUs;
  readonly impactSigmaS: number;
  readonly speedMps: number;
}

/** A powered object goes on: its state at `fromUs`, from which each area's closest approach is worked out. */
export interface CourseComponent extends ComponentBase {
  readonly kind: "course";
  /** 6×1 position m and velocity m/s, site ENU; 6×6 covariance, row-major. */
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

/** Mean and covariance of a course, of a component or of the estimate that it is made of. */
export interface Course {
  readonly mean: Float64Array | readonly number[];
  readonly covariance: Float64Array | readonly number[];
}

/** How a course passes one place. */
export interface ClosestApproach {
  readonly timeUs: TimeUs;
  /** Horizontal miss distance to the polygon's edge; 0 when the course crosses it. */
  readonly distanceM: number;
  readonly heightM: number;
  /** Two-sided 90 % window of arrival at the polygon or of closest approach. */
  readonly arrivalFromUs: TimeUs;
  readonly arrivalToUs: TimeUs;
}

/** Where a ballistic track came from, by running it back to the ground. Evidence for an inquiry, never a target message. */
export interface LaunchRegion {
  readonly eastM: number;
  readonly northM: number;
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly launchUs: TimeUs;
  readonly launchSigmaS: number;
}

/** `null` region: it cannot be known, and why. */
export type LaunchAnswer =
  | { readonly known: true; readonly region: LaunchRegion }
  | {
      readonly known: false;
      readonly why: "not-ballistic" | "first-seen-too-late";
    };
