/** Control and format characters that steer a terminal, break a line or turn the reading direction around. */
const STEERING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Text from outside as one plain line: no line breaks, no terminal commands, no reversed reading order, no broken
 * characters. A name in a warning must not be able to forge a second warning.
 */
export const plainLine = (text: string): string =>
  text.toWellFormed().replaceAll(STEERING, " ").replaceAll(/\s+/g, " ").trim();
