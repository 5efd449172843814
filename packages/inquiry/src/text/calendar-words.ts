import { isOneOf } from "./one-of.ts";

const list = (words: string): readonly string[] => words.split(" ");

/** Days of the week in small letters, in the order of Date.getUTCDay. */
export const WEEKDAYS = list("sunday monday tuesday wednesday thursday friday saturday");

/** Months in small letters, January first. */
export const MONTHS = list(
  "january february march april may june july august september october november december",
);

/** Source of a pattern for each month's name, whole or cut to three letters; September to four, too. */
export const MONTH_NAME = MONTHS.map((name) =>
  name === "september" ? "sept?(?:ember)?" : `${name.slice(0, 3)}(?:${name.slice(3)})?`,
).join("|");

/** The days of the week and the months, each as a list of words (see `isOneOf`); months cut short, too, with a stop or without. */
export const WEEKDAY = WEEKDAYS.join("|");
export const MONTH = `(?:${MONTH_NAME})[.]?`;

/** Whether a word in small letters is a day of the week. */
export const isWeekday = (word: string | undefined): boolean => isOneOf(word, WEEKDAY);

/** Whether a word in small letters is a month. */
export const isMonth = (word: string | undefined): boolean => isOneOf(word, MONTH);
