/** Mean radius of the Earth, good to 0.4 %: enough to judge a claim. */
const EARTH_RADIUS_M = 6_371_000;

interface Place {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
}

/** Great-circle distance on a sphere, by the haversine of each difference: exact also for small ones. */
export function distanceM(a: Place, b: Place): number {
  const north = Math.sin((b.latitudeRad - a.latitudeRad) / 2);
  const east = Math.sin((b.longitudeRad - a.longitudeRad) / 2);
  const h = north * north + Math.cos(a.latitudeRad) * Math.cos(b.latitudeRad) * east * east;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
