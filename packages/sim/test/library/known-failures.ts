/** Cases that are known to fail, each with its cause: one that passes is to be taken from the list. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {};
