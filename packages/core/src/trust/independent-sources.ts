import type { SensorSpec } from "../coverage/sensor.ts";

/** What two sensors can share, so that one failure or one lie makes both say the same. */
export const COMMON_CAUSES = ["link", "power", "vendor", "clock", "other"] as const;
export type CommonCause = (typeof COMMON_CAUSES)[number];

/** A link, supply, vendor or clock by its name, which other sensors may name too. */
export interface SharedCause {
  readonly kind: CommonCause;
  readonly name: string;
}

/** Sensors of which each shares something with another of them, and what. */
export interface SourceGroup {
  readonly sensorIds: readonly string[];
  /** Empty for a sensor that shares nothing with the others. */
  readonly shared: readonly SharedCause[];
}

/** Who stands behind something, and how many of them count. */
export interface IndependentSources {
  /** The greatest number of them of which no two share anything. */
  readonly count: number;
  /** The same among those whose reports are authenticated. */
  readonly authenticated: number;
  /** In the order of the site file. */
  readonly groups: readonly SourceGroup[];
}

type Source = Pick<SensorSpec, "id" | "commonCauseGroup" | "sharedCauses" | "authenticated">;

/** All that a sensor shares with others by name; its common-cause group is a cause that the site file does not name further. */
export const causesOf = ({
  commonCauseGroup: group,
  sharedCauses = [],
}: Pick<Source, "commonCauseGroup" | "sharedCauses">): readonly SharedCause[] =>
  group === null ? sharedCauses : [{ kind: "other", name: group }, ...sharedCauses];

/** What two sensors share. */
export function sharedBy(a: Source, b: Source): readonly SharedCause[] {
  const others = causesOf(b);
  return causesOf(a).filter((cause) =>
    others.some(({ kind, name }) => kind === cause.kind && name === cause.name),
  );
}

/**
 * How many independent sources the named sensors are. Of sensors that share a cause one counts. Sharing is not passed on: where a shares a link
 * with b, and b its power with c, then a and c fail apart, and the three are two sources. A further sensor never makes the number smaller, so
 * nobody can weaken what others saw by joining in: it is the size of the greatest set of which no two share anything. Names that are no
 * sensor of the site count for nothing.
 */
export function independentSources(
  sensorIds: Iterable<string>,
  sensors: readonly Source[],
): IndependentSources {
  const wanted = new Set(sensorIds);
  const sources = sensors.filter(({ id }) => wanted.has(id));
  return {
    count: greatestApart(sources),
    authenticated: greatestApart(sources.filter(({ authenticated }) => authenticated)),
    groups: groupsOf(sources),
  };
}

/**
 * Size of the greatest set of which no two share anything: by branching on the one that shares with most, which is either in it or not. At most
 * 32 sensors are in a track's evidence, and those that share form few clusters, so few branches are followed.
 */
function greatestApart(sources: readonly Source[]): number {
  let most: Source | null = null;
  let mostShares = 0;
  for (const source of sources) {
    const shares = sources.filter((other) => other !== source && shareAny(source, other)).length;
    if (shares > mostShares) [most, mostShares] = [source, shares];
  }
  if (most === null) return sources.length;
  const chosen = most;
  const apart = sources.filter((other) => other !== chosen && !shareAny(chosen, other));
  const without = sources.filter((other) => other !== chosen);
  const withIt = 1 + greatestApart(apart);
  // In a cluster of which all share with each other, leaving one out gives the same as taking it.
  return mostShares === 1 ? withIt : Math.max(withIt, greatestApart(without));
}

const shareAny = (a: Source, b: Source): boolean => sharedBy(a, b).length > 0;

function groupsOf(sources: readonly Source[]): readonly SourceGroup[] {
  const left = new Set(sources);
  const groups: SourceGroup[] = [];
  for (const first of sources) {
    if (!left.delete(first)) continue;
    const members = [first];
    for (const member of members)
      for (const other of left) {
        if (!shareAny(member, other)) continue;
        left.delete(other);
        members.push(other);
      }
    groups.push({ sensorIds: members.map(({ id }) => id), shared: sharedWithin(members) });
  }
  return groups;
}

function sharedWithin(members: readonly Source[]): readonly SharedCause[] {
  const shared = new Map<string, SharedCause>();
  members.forEach((a, i) => {
    for (const b of members.slice(i + 1))
      for (const cause of sharedBy(a, b)) shared.set(`${cause.kind} ${cause.name}`, cause);
  });
  return [...shared.values()];
}
