/** Somewhere on the ground, and how far around it somebody may be. */
export interface KeptPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
}

/** Metres in a degree of latitude, on a sphere of the Earth's mean radius (6,371,008.8 m). */
const METRES_PER_DEGREE = 111_195.08;

/**
 * Whether a place, or any of what lies within its radius, is in an outline: outer ring, then holes, flat latitude0, longitude0, … in
 * degrees. Even-odd in the plane of latitude and longitude around the place, which at the size of a site is
 * right to a metre; whoever is nearer to an edge than their own radius counts as inside. A ring may cross the 180th meridian.
 */
export function placeIsWithin(
  { latitudeDeg, longitudeDeg, radiusM }: KeptPlace,
  ringsDeg: readonly (readonly number[])[],
): boolean {
  const scale = Math.cos((latitudeDeg * Math.PI) / 180);
  let isInside = false;
  for (const ring of ringsDeg) {
    const corners = cornersM(ring, { latitudeDeg, longitudeDeg, scale });
    for (const [i, b] of corners.entries()) {
      const a = corners[(i + corners.length - 1) % corners.length];
      if (segmentDistanceM(a, b) <= radiusM) return true;
      if (a.northM > 0 !== b.northM > 0) {
        const share = a.northM / (a.northM - b.northM);
        if (a.eastM + share * (b.eastM - a.eastM) > 0) isInside = !isInside;
      }
    }
  }
  return isInside;
}

interface Corner {
  readonly eastM: number;
  readonly northM: number;
}

const cornersM = (
  ring: readonly number[],
  origin: {
    readonly latitudeDeg: number;
    readonly longitudeDeg: number;
    readonly scale: number;
  },
): readonly Corner[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => {
    const east = ring[2 * i + 1] - origin.longitudeDeg;
    const wrapped = east - 360 * Math.round(east / 360);
    return {
      eastM: wrapped * origin.scale * METRES_PER_DEGREE,
      northM: (ring[2 * i] - origin.latitudeDeg) * METRES_PER_DEGREE,
    };
  });

/** From the origin to the nearest point of a segment. */
function segmentDistanceM(a: Corner, b: Corner): number {
  const [eastM, northM] = [b.eastM - a.eastM, b.northM - a.northM];
  const squared = eastM * eastM + northM * northM;
  const along =
    squared === 0 ? 0 : Math.min(1, Math.max(0, -(a.eastM * eastM + a.northM * northM) / squared));
  return Math.hypot(a.eastM + along * eastM, a.northM + along * northM);
}
