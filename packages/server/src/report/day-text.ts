import { type TimeUs, utcText } from "@tocsin/core";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `6 November 2021`, or `6 November 2021 to 7 November 2021` where a stretch of time passes midnight, UTC. */
export function daysText(fromUs: TimeUs, toUs: TimeUs): string {
  const [first, last] = [fromUs, toUs].map(dayText);
  return first === last ? first : `${first} to ${last}`;
}

function dayText(timeUs: TimeUs): string {
  const [year, month, day] = utcText(timeUs).slice(0, 10).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}`;
}
