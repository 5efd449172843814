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

/** A word in small letters that is a day of the week. */
export const WEEKDAY = new RegExp(`^(?:${WEEKDAYS.join("|")})$`);
