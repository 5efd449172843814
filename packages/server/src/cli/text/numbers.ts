/** `850 m` or `4.2 km`. */
export const meters = (m: number): string =>
  Math.abs(m) < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toFixed(1)} km`;

/** `3.0 %`; two digits below one percent. */
export function percent(p: number): string {
  const value = p * 100;
  if (value >= 99.95) return "100 %";
  return `${value.toFixed(value >= 1 || value === 0 ? 1 : 2)} %`;
}

/** `1,234,567`, whatever the machine's language. */
export const whole = (n: number): string => n.toLocaleString("en-US");

/** `1.2 s`, `3 min 04 s`. */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  return `${Math.floor(rounded / 60)} min ${String(rounded % 60).padStart(2, "0")} s`;
}
