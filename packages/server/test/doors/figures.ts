export const DOORS = [
  "HTTP: command",
  "HTTP: second",
  "HTTP: refuse or withdraw",
  "HTTP: several at once",
  "commands past the desk",
  "made-up events of inputs and channels",
  "octets on an input",
  "files, and a restart",
  "time",
] as const;
export type Door = (typeof DOORS)[number];

/** What a campaign did, and every breach of the rule that it found. */
export interface DoorFigures {
  sequences: number;
  readonly attempts: Map<Door, number>;
  /** Lowerings that took effect, by who stood behind them and what they lowered. */
  readonly lowered: Map<string, number>;
  raised: number;
  /** Refusals of the server and the engine by their code. */
  readonly refused: Map<string, number>;
  readonly breaches: string[];
}

export const noFigures = (): DoorFigures => ({
  sequences: 0,
  attempts: new Map(),
  lowered: new Map(),
  raised: 0,
  refused: new Map(),
  breaches: [],
});

export const count = <K>(counts: Map<K, number>, key: K, by: number = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};
