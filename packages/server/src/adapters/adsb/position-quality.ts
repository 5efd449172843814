/** A radius that holds 95 % of a circular Gaussian is so many of its sigmas: √(−2 ln 0.05). */
const SIGMAS_OF_95_PERCENT = 2.4477;

/** Estimated position uncertainty, 95 %, by NACp 1…11 (RTCA DO-260B, table 2-70): 10 NM … 3 m. */
const NAC_P_RADIUS_M = [18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3];

/**
 * Horizontal error, 95 %, by type code for aircraft that say no NACp: what the first edition (DO-260, table 2-11) meant by the
 * same codes. Type codes 5–8 are on the ground.
 */
const TYPE_CODE_RADIUS_M: Readonly<Record<number, number>> = {
  5: 3,
  6: 10,
  7: 92.6,
  8: 18_520,
  9: 3,
  10: 10,
  11: 92.6,
  12: 185.2,
  13: 463,
  14: 926,
  15: 1_852,
  16: 9_260,
  17: 18_520,
  18: 37_040,
  20: 3,
  21: 10,
  22: 926,
};
/** Of an aircraft that says nothing of its errors: 1 NM, 95 %. */
const UNKNOWN_RADIUS_M = 1_852;
/** A position found by several receivers: their geometry is not known. */
const MULTILATERATION_SIGMA_M = 150;
/** No claim is taken for better: a compact position has steps of 5 m, and antennas stand metres apart. */
const SIGMA_MIN_M = 3;

export interface QualityClaim {
  readonly nacP: number | null;
  readonly typeCode: number | null;
  /** Radius that holds the position but for one in ten million; taken for a 95 % radius, which is wide. */
  readonly containmentM: number | null;
  readonly isMultilaterated: boolean;
}

/** One sigma of each horizontal axis, m, of what an aircraft says of its errors. */
export function horizontalSigmaM(claim: QualityClaim): number {
  if (claim.isMultilaterated) return MULTILATERATION_SIGMA_M;
  return Math.max(radiusOf(claim) / SIGMAS_OF_95_PERCENT, SIGMA_MIN_M);
}

function radiusOf({ nacP, typeCode, containmentM }: QualityClaim): number {
  if (nacP !== null && nacP >= 1 && nacP <= 11) return NAC_P_RADIUS_M[Math.floor(nacP) - 1];
  if (containmentM !== null && containmentM > 0) return containmentM;
  if (nacP === null && typeCode !== null) return TYPE_CODE_RADIUS_M[typeCode] ?? UNKNOWN_RADIUS_M;
  return UNKNOWN_RADIUS_M;
}

/** 95 % bound of each horizontal velocity axis by NACv 1…4 (DO-260B, table 2-22), m/s. */
const NAC_V_BOUND_MPS = [10, 3, 1, 0.3];
/** Of an aircraft that says nothing: twice the widest bound. */
const UNKNOWN_BOUND_MPS = 20;
/** Speeds come in whole knots. */
const SPEED_STEP_SIGMA_MPS = 0.15;
const SIGMAS_OF_95_PERCENT_ONE_AXIS = 1.96;

/** One sigma of each horizontal velocity axis, m/s. */
export function velocitySigmaMps(nacV: number | null): number {
  const bound =
    nacV !== null && nacV >= 1 && nacV <= 4
      ? NAC_V_BOUND_MPS[Math.floor(nacV) - 1]
      : UNKNOWN_BOUND_MPS;
  return Math.hypot(bound / SIGMAS_OF_95_PERCENT_ONE_AXIS, SPEED_STEP_SIGMA_MPS);
}

/** 95 % bound of the geometric height by GVA 1, 2 (DO-260B, table 2-71), m. */
const GVA_BOUND_M = [150, 45];
/** Not stated: also whether it counts from the ellipsoid or, in older fits, from the sea. */
const UNKNOWN_HEIGHT_SIGMA_M = 75;

/** One sigma, m, of a height that satellites gave. */
export function geometricHeightSigmaM(gva: number | null): number {
  if (gva !== 1 && gva !== 2) return UNKNOWN_HEIGHT_SIGMA_M;
  return GVA_BOUND_M[gva - 1] / SIGMAS_OF_95_PERCENT_ONE_AXIS;
}

/**
 * One sigma, m, of a pressure altitude taken for a height above the ellipsoid: 30 hPa of weather are 250 m, the geoid adds tens,
 * and air 10 K warmer than the standard's puts an aircraft 4 % higher than it says.
 */
export const pressureHeightSigmaM = (heightM: number): number =>
  Math.hypot(150, 0.03 * Math.max(heightM, 0));
