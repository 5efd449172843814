/** What was said on standard error but for progress, which comes or does not with the speed of the machine. */
export const withoutProgress = (stderr: string): string =>
  stderr
    .split("\n")
    .filter((line) => !/^[^:]+ …( |$)/.test(line))
    .join("\n");
