import type { ChangeDirection } from "./protection-change.ts";

/** What a change of one key does to protection. */
export interface KeyRule {
  readonly direction: (before: unknown, after: unknown) => ChangeDirection;
  /** What lowering it does, as the end of a sentence: "goes from 0.1 to 0.5: …". */
  readonly lowers: string;
  /** Whether the values are short enough to be said. */
  readonly says: boolean;
}

const isNumber = (value: unknown): value is number => typeof value === "number";

/** A greater number is less protection. What is not there on one side cannot be compared, and counts as less. */
export const whenGreater = (lowers: string): KeyRule => ({
  direction: (before, after) =>
    isNumber(before) && isNumber(after) && after < before ? "raised" : "lowered",
  lowers,
  says: true,
});

/** A smaller number is less protection. */
export const whenSmaller = (lowers: string): KeyRule => ({
  direction: (before, after) =>
    isNumber(before) && isNumber(after) && after > before ? "raised" : "lowered",
  lowers,
  says: true,
});

/** Any other value can be less protection, in some case: that cannot be told from the file. */
export const whenOther = (lowers: string): KeyRule => ({
  direction: () => "lowered",
  lowers,
  says: false,
});

/** Values in order of protection, the least first; those of one place are worth the same. */
export const byRank = (ranks: readonly (readonly unknown[])[], lowers: string): KeyRule => {
  const rankOf = (value: unknown): number => ranks.findIndex((rank) => rank.includes(value));
  return {
    direction: (before, after) => {
      const gain = rankOf(after) - rankOf(before);
      if (gain === 0) return "changed";
      return gain > 0 ? "raised" : "lowered";
    },
    lowers,
    says: true,
  };
};

/** No value makes a difference to anybody's protection. */
export const never: KeyRule = { direction: () => "changed", lowers: "", says: false };

/** A rule for every key of a part of the site file; a key without one does not compile. */
export type RulesOf<T> = { readonly [K in keyof T]-?: KeyRule };
