/** Drag parameter Cd·A/m in m²/kg at a Mach number. */
export type DragLaw = (mach: number) => number;

/**
 * A drag law from a curve of [Mach, Cd] in rising order, times A/m: linear between its points, constant outside.
 * A filter that takes the drag parameter to be constant does not know it.
 */
export function dragCurve(
  curve: readonly (readonly [number, number])[],
  areaPerMassM2PerKg: number,
): DragLaw {
  return (mach) => {
    const above = curve.findIndex(([at]) => at >= mach);
    const high = curve[above === -1 ? curve.length - 1 : above];
    const low = curve[above === -1 ? curve.length - 1 : Math.max(0, above - 1)];
    const share = high[0] > low[0] ? (mach - low[0]) / (high[0] - low[0]) : 0;
    return areaPerMassM2PerKg * (low[1] + Math.max(0, share) * (high[1] - low[1]));
  };
}
