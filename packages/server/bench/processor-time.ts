/**
 * Seconds that this thread has had of the processor; what other processes and threads take does not count. Linux brings a
 * thread's account up to date only at its timer tick, 4 ms apart, or when the process's account is read: hence
 * the read before, without which short times come out as 0 or 4 ms and sums are wrong.
 */
export function processorSeconds(): number {
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

const PROBES = 40;
const PROBE_MS = 0.5;

/**
 * How far the processor clock is off the wall clock over half a millisecond of work, ms, median: near 0 where it is fine enough
 * for the times of single steps, near 0.5 where it only moves at ticks. Half of the probes may be disturbed.
 */
export function processorClockErrorMs(): number {
  const errors = Array.from({ length: PROBES }, () => {
    const before = processorSeconds();
    const begun = performance.now();
    while (performance.now() - begun < PROBE_MS);
    const wallMs = performance.now() - begun;
    return Math.abs(1000 * (processorSeconds() - before) - wallMs);
  });
  return errors.toSorted((a, b) => a - b)[PROBES / 2];
}
