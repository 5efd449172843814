import type { PictureArea, PictureSite } from "@tocsin/sdk";

export interface AreaRowData {
  readonly area: PictureSite["areas"][number];
  readonly state: PictureArea | null;
}

/**
 * Take-cover first, and where people should be told and are not; then pre-alert. Among equals, where something is still to arrive before where all has arrived and only the all-clear
 * is waited for, and the earliest arrival first; the rest as the site lists them.
 */
export function areasByUrgency(
  areas: PictureSite["areas"],
  states: readonly PictureArea[],
  nowUs: number,
): AreaRowData[] {
  const found = new Map(states.map((state) => [state.id, state]));
  return areas
    .map((area) => ({ area, state: found.get(area.id) ?? null }))
    .sort((a, b) => {
      const [rankA, rankB] = [rank(a.state), rank(b.state)];
      if (rankA !== rankB || rankA === 2) return rankA - rankB;
      return compareArrivals(arrivalUs(a.state, nowUs), arrivalUs(b.state, nowUs));
    });
}

/** From so many on a list has a field to find one in it. */
export const AREAS_TO_SEARCH = 12;

/**
 * Those whose name, owner and id hold all words of the text, however their letters are written. Where people are warned, or should be,
 * stays in the list whatever is looked for.
 */
export function findAreas(rows: readonly AreaRowData[], search: string): readonly AreaRowData[] {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== "");
  return rows.filter(({ area, state }) => {
    if (words.length === 0 || rank(state) < 2) return true;
    const text = plain(`${area.name} ${area.owner} ${area.id}`);
    return words.every((word) => text.includes(word));
  });
}

/** Small letters without their marks, so that `ecole` finds `École`. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase();

/** Something comes, and the people there are not told to take cover because somebody switched that off. */
export const isUntold = (state: PictureArea | null): boolean =>
  state?.heldBack !== undefined && state.stage !== "take-cover";

/** When the first of what is still to arrive does so at the earliest; infinite where nothing is. */
function arrivalUs(state: PictureArea | null, nowUs: number): number {
  const { arrivalFromUs = null, arrivalToUs = null } =
    (isUntold(state) ? state?.heldBack : state) ?? {};
  return arrivalFromUs === null || (arrivalToUs ?? arrivalFromUs) < nowUs
    ? Infinity
    : arrivalFromUs;
}

/** Two that are infinite are equal. */
const compareArrivals = (a: number, b: number): number => (a === b ? 0 : a - b);

function rank(state: PictureArea | null): number {
  if (state?.stage === "take-cover" || isUntold(state)) return 0;
  return state?.stage === "pre-alert" ? 1 : 2;
}
