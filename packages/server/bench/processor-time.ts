/** Processor seconds of this thread since `before`, which was `process.threadCpuUsage()`. What others take does not count. */
export function processorSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}
