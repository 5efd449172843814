/** Right, wrong and missed, and what follows from them. */
export interface Figures {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Shares, 0 to 1; 0 where nothing was proposed or nothing was to be found. */
export function ratesOf({ right, wrong, missed }: Figures): Rates {
  const precision = right + wrong === 0 ? 0 : right / (right + wrong);
  const recall = right + missed === 0 ? 0 : right / (right + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
