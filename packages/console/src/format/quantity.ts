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

/** `3 ms`, `0.25 s`, `12 s`, `5 min`: how long something takes. */
export function durationText(seconds: number): string {
  if (seconds < 0.0995)
    return `${Math.max(seconds * 1000, 0).toFixed(seconds < 0.00995 ? 1 : 0)} ms`;
  if (seconds < 9.95) return `${Number(seconds.toFixed(seconds < 0.995 ? 2 : 1))} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** `2,000` */
export const countText = (count: number): string => count.toLocaleString("en-GB");
