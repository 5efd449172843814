import type { PictureArea, PictureSite } from "@tocsin/sdk";

export interface AreaRowData {
  readonly area: PictureSite["areas"][number];
  readonly state: PictureArea | null;
}

/** Take-cover first, then pre-alert, the earliest arrival first among equals; the rest as the site lists them. */
export function areasByUrgency(
  areas: PictureSite["areas"],
  states: readonly PictureArea[],
): AreaRowData[] {
  const found = new Map(states.map((state) => [state.id, state]));
  return areas
    .map((area) => ({ area, state: found.get(area.id) ?? null }))
    .sort((a, b) => {
      const [rankA, rankB] = [rank(a.state), rank(b.state)];
      if (rankA !== rankB || rankA === 2) return rankA - rankB;
      return (a.state?.arrivalFromUs ?? Infinity) - (b.state?.arrivalFromUs ?? Infinity) || 0;
    });
}

function rank(state: PictureArea | null): number {
  if (state?.stage === "take-cover") return 0;
  return state?.stage === "pre-alert" ? 1 : 2;
}
