/** `850 m` or `4.2 km`. */
export const distanceText = (metres: number): string =>
  Math.abs(metres) < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;

/** `3 %`, `0.4 %`, never a bare 0 or 100 where it is only nearly so. */
export function percentText(probability: number): string {
  if (probability <= 0) return "0 %";
  if (probability >= 1) return "100 %";
  if (probability < 0.001) return "< 0.1 %";
  if (probability > 0.999) return "> 99.9 %";
  const percent = probability * 100;
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** `92 m/s` */
export const speedText = (mps: number): string => `${Math.round(mps)} m/s`;

const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** The nearest of eight compass points, short. */
export const compassText = (deg: number): string =>
  POINTS[Math.round((((deg % 360) + 360) % 360) / 45) % 8] ?? "N";

/** `E to SE`, `all around`: a piece of the horizon in words. */
export function directionsText(fromDeg: number, widthDeg: number): string {
  if (widthDeg >= 359.5) return "all around";
  const [from, to] = [compassText(fromDeg), compassText(fromDeg + widthDeg)];
  return from === to && widthDeg < 90 ? from : `${from} to ${to}`;
}

/** `2,000` */
export const countText = (count: number): string => count.toLocaleString("en-GB");
