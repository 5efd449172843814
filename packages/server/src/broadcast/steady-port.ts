/** Milliseconds since this machine began to run, the same in all threads: the steady clock of what a post says. */
export const steadyMs = (): number => Number(process.hrtime.bigint() / 1_000_000n);
