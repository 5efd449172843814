/** How one link of the way from a detection to a siren was found. */
export type LinkState = "ok" | "warning" | "broken" | "unknown";

export interface Finding {
  /** What it belongs to: `way`, `inputs`, `channels`, `machine`. */
  readonly part: FindingPart;
  /** Which one: an input, an area, a folder. */
  readonly subject: string;
  readonly state: LinkState;
  /** What was found, in words. */
  readonly detail: string;
  /** What to do; null where nothing is. */
  readonly remedy: string | null;
}
export type FindingPart = "way" | "inputs" | "channels" | "machine";

type Found = (subject: string, detail: string, remedy?: string) => Finding;

const found =
  (part: FindingPart, state: LinkState): Found =>
  (subject, detail, remedy) => ({ part, subject, state, detail, remedy: remedy ?? null });

/** Makers of the findings of one part. */
export const findingsOf = (part: FindingPart): Readonly<Record<LinkState, Found>> => ({
  ok: found(part, "ok"),
  warning: found(part, "warning"),
  broken: found(part, "broken"),
  unknown: found(part, "unknown"),
});

/** What went wrong, in the words of the system. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
