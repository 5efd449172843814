/**
 * Of an alarm in which this phone was told to take cover: that the person is safe. It is kept from then on, before it is told: an answer
 * may be lost on its way, and the page closed before it comes.
 */
export interface SafeWord {
  /** Of the alarm. */
  readonly key: string;
  /** The number by which the word counts once, however often it is sent. */
  readonly id: string;
  readonly isTold: boolean;
}

/** Alarms whose words one phone keeps; the oldest goes. */
export const SAFE_WORDS_MAX = 60;

/** The words with one for this alarm: the one that is there already, so that a second try is no second person, or a new one. */
export const withSafeWord = (
  words: readonly SafeWord[],
  key: string,
  newId: () => string,
): readonly SafeWord[] =>
  words.some((word) => word.key === key)
    ? words
    : [...words, { key, id: newId(), isTold: false }].slice(-SAFE_WORDS_MAX);

export const safeWordOf = (words: readonly SafeWord[], key: string): SafeWord | undefined =>
  words.find((word) => word.key === key);

export const withTold = (words: readonly SafeWord[], key: string): readonly SafeWord[] =>
  words.map((word) => (word.key === key ? { ...word, isTold: true } : word));
