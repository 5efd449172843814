import { useState } from "react";

/** What a person asked for, while it is under way and when it was refused. */
export interface Action {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Runs one at a time; a second click while one runs does nothing. */
  readonly run: (act: () => Promise<void>) => void;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = (act: () => Promise<void>): void => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    act()
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, run };
}
