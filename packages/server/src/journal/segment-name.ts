const PATTERN = /^segment-(\d{16})\.tjl(?:\.quarantined-(\d+))?$/;

/** A segment file, known from its name alone. */
export interface SegmentName {
  readonly name: string;
  readonly firstSequence: number;
  /** It held damage and was set aside; what is whole in it is still read. */
  readonly quarantined: boolean;
}

export const segmentName = (firstSequence: number): string =>
  `segment-${String(firstSequence).padStart(16, "0")}.tjl`;

/** A name to set `name` aside under, that none of `existing` has. */
export function quarantineName(name: string, existing: readonly string[]): string {
  const base = `${name}.quarantined-`;
  const taken = existing.filter((other) => other.startsWith(base));
  const numbers = taken.map((other) => Number(other.slice(base.length)));
  return `${base}${Math.max(0, ...numbers) + 1}`;
}

/** The segments among a directory's files, oldest first; one set aside comes before its successor of the same sequence. */
export function listSegments(names: readonly string[]): SegmentName[] {
  const found: { segment: SegmentName; order: number }[] = [];
  for (const name of names) {
    const match = PATTERN.exec(name);
    if (match === null) continue;
    const quarantine = match[2] === undefined ? null : Number(match[2]);
    const segment = { name, firstSequence: Number(match[1]), quarantined: quarantine !== null };
    found.push({ segment, order: quarantine ?? Number.POSITIVE_INFINITY });
  }
  found.sort(
    (a, b) => a.segment.firstSequence - b.segment.firstSequence || compare(a.order, b.order),
  );
  return found.map(({ segment }) => segment);
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
