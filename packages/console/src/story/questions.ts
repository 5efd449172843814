import type { AccountRow, Story } from "@tocsin/sdk";

/** What a reader of the reports asks first, and where on the page the answer comes from. */
export interface StoryQuestion {
  readonly id: "why" | "how-many" | "protected" | "where-from" | "what-if";
  readonly ask: string;
  /** Finds the rows of the accounts that speak of it, by their topic; null where no report does. */
  readonly topic: RegExp | null;
  /** Finds single statements in other rows. */
  readonly says: RegExp | null;
}

export const STORY_QUESTIONS: readonly StoryQuestion[] = [
  { id: "why", ask: "Why did it not act?", topic: /\bwhy|not act|activat/i, says: null },
  { id: "how-many", ask: "How many drones?", topic: /\bdrones\b/i, says: null },
  {
    id: "protected",
    ask: "Was the house protected?",
    topic: /\bprotect|\bguards\b/i,
    says: /\bcompounds?\b|\bprotected\b/i,
  },
  {
    id: "where-from",
    ask: "Where from?",
    topic: /\bwhere|\blaunch|\bcame from\b/i,
    says: /\btook off\b|\blaunching point\b/i,
  },
  { id: "what-if", ask: "What would have changed it?", topic: null, says: null },
];

/** The statements that speak of a question, in the order of the table. */
export const statementsAbout = (
  { topic, says }: StoryQuestion,
  accounts: Story["accounts"],
): readonly AccountRow["statements"][number][] =>
  accounts.flatMap((row) =>
    topic?.test(row.topic) === true
      ? row.statements
      : row.statements.filter((statement) => says?.test(statement.says) === true),
  );
