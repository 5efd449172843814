import type { ActionOf, CaseAction } from "./case-action.ts";
import type { CaseClaim } from "./decided-claims.ts";

/** How far a source is relied on, and who says so. */
export interface SourceGrade
  extends Pick<ActionOf<"grade-source">, "source" | "by" | "at" | "reason"> {
  readonly reliability: NonNullable<ActionOf<"grade-source">["reliability"]>;
}

/** The grades of sources that hold: of each source the last that was given, unless it was taken back. */
export function sourceGradesOf(actions: readonly CaseAction[]): readonly SourceGrade[] {
  const grades = new Map<string, SourceGrade>();
  for (const action of actions) {
    if (action.kind !== "grade-source") continue;
    const { source, reliability, by, at, reason } = action;
    const key = `${source.kind} ${source.name}`;
    if (reliability === null) grades.delete(key);
    else grades.set(key, { source, reliability, by, at, reason });
  }
  return [...grades.values()];
}

/** The grade of who says a claim; where nobody graded the speaker, that of the account. */
export function sourceGradeOf(
  { accountId, speaker }: CaseClaim,
  grades: readonly SourceGrade[],
): SourceGrade | null {
  return (
    grades.find(({ source }) => source.kind === "speaker" && source.name === speaker.name) ??
    grades.find(({ source }) => source.kind === "account" && source.name === accountId) ??
    null
  );
}
