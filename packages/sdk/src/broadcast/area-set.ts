/** Some of a site's areas: those that are named, or all but those. Short also where nearly all are meant, and `all-but` none is every area. */
export interface AreaSet {
  readonly extent: "only" | "all-but";
  readonly areas: readonly string[];
}

export const NO_AREA: AreaSet = { extent: "only", areas: [] };
export const EVERY_AREA: AreaSet = { extent: "all-but", areas: [] };

export const holdsArea = ({ extent, areas }: AreaSet, area: string): boolean =>
  areas.includes(area) === (extent === "only");

export const isSameAreaSet = (a: AreaSet, b: AreaSet): boolean =>
  a.extent === b.extent &&
  a.areas.length === b.areas.length &&
  a.areas.every((area) => b.areas.includes(area));

/** The areas that are in both. */
export function inBoth(a: AreaSet, b: AreaSet): AreaSet {
  if (a.extent === "all-but" && b.extent === "all-but")
    return { extent: "all-but", areas: [...new Set([...a.areas, ...b.areas])] };
  const [named, other] = a.extent === "only" ? [a, b] : [b, a];
  return { extent: "only", areas: named.areas.filter((area) => holdsArea(other, area)) };
}

/**
 * Those of `all` that `chosen` holds, in no more than `namesMax` names. Exact for up to twice as many areas; of more, chosen half and half,
 * it is every area.
 */
export function areaSetOf(
  chosen: ReadonlySet<string>,
  all: readonly string[],
  namesMax: number,
): AreaSet {
  const held = all.filter((area) => chosen.has(area));
  const others = all.filter((area) => !chosen.has(area));
  if (held.length <= others.length && held.length <= namesMax)
    return { extent: "only", areas: held };
  return others.length <= namesMax ? { extent: "all-but", areas: others } : EVERY_AREA;
}
