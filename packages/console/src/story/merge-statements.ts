import type { AccountRow } from "@tocsin/sdk";

type Statement = AccountRow["statements"][number];

/** What was said, once, with everybody who said it. */
export interface MergedStatement {
  readonly says: string;
  readonly fits: readonly string[];
  readonly voices: readonly Pick<Statement, "speaker" | "source">[];
}

/** Statements of one topic with the same words are one line, so that what differs stands out. */
export function mergeStatements(statements: readonly Statement[]): readonly MergedStatement[] {
  const merged = new Map<string, { says: string; fits: readonly string[]; voices: Statement[] }>();
  for (const statement of statements) {
    const { says, fits } = statement;
    const key = `${says}\n${fits.join(" ")}`;
    const line = merged.get(key) ?? { says, fits, voices: [] };
    line.voices.push(statement);
    merged.set(key, line);
  }
  return [...merged.values()];
}
