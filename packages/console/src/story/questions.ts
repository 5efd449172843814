/** What a reader of the reports asks first, and where on the page the answer comes from. */
export interface StoryQuestion {
  readonly id: "why" | "how-many" | "protected" | "where-from" | "what-if";
  readonly ask: string;
  /** Finds the rows of the accounts that speak of it, by their topic; null where no report does. */
  readonly topic: RegExp | null;
}

export const STORY_QUESTIONS: readonly StoryQuestion[] = [
  {
    id: "why",
    ask: "Why did it not act?",
    topic: /why|not act|activat/i,
  },
  { id: "how-many", ask: "How many drones?", topic: /drones?\b/i },
  { id: "protected", ask: "Was the house protected?", topic: /protect|guard|compound/i },
  { id: "where-from", ask: "Where from?", topic: /where|launch|from|direction/i },
  { id: "what-if", ask: "What would have changed it?", topic: null },
];
