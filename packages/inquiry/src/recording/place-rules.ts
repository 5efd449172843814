import { WEEKDAYS } from "../text/calendar-words.ts";
import { bearingIn, bearingsApart, pointOf } from "./compass.ts";
import { gapIn } from "./left-out.ts";
import { absence, recordsOf, threatsIn } from "./objects.ts";
import { notComparable, type Rule } from "./verdict.ts";

/** An approach within this of a bearing came from there; beyond the other it did not. A place of launch lies only about where a flight came from. */
const SAME_DEG = 45;
const OTHER_DEG = 90;

/** From where it came. */
export const launchPlace: Rule = (said, recording) => {
  const fromDeg = bearingIn(said.claim.value);
  if (fromDeg === null) return notComparable("no direction is said");
  const things = threatsIn(recording);
  if (things.length === 0) return absence(recording, fromDeg);
  const known = things.flatMap((thing) =>
    thing.fromDeg === null ? [] : [{ ...thing, apart: bearingsApart(thing.fromDeg, fromDeg) }],
  );
  const records = recordsOf(things);
  const [first] = known;
  if (first === undefined) return notComparable("from where they came does not show", records);
  const came = `what was tracked came from the ${[...new Set(known.map((thing) => pointOf(thing.fromDeg ?? 0)))].join(" and the ")}`;
  if (known.every(({ apart }) => apart <= SAME_DEG))
    return { verdict: "supported", reason: came, records };
  if (known.every(({ apart }) => apart > OTHER_DEG))
    return { verdict: "contradicted", reason: came, records };
  return notComparable(`${came}, which does not decide it`, records);
};

/** Whether it was there at all: the record tells what flew, and not what exploded. */
export const occurred: Rule = (said, recording) => {
  const things = threatsIn(recording);
  const isSaid = said.claim.polarity === "affirm" && said.claim.value !== "no";
  if (things.length > 0)
    return {
      verdict: isSaid ? "supported" : "contradicted",
      reason: `${things.length} tracked object${things.length === 1 ? "" : "s"} came to the place; what happened there no sensor tells`,
      records: recordsOf(things),
    };
  const answer = absence(recording, said.fromDeg);
  return answer.verdict === "contradicted"
    ? notComparable(
        `${answer.reason}; what else may have happened there the record does not tell`,
        answer.records,
      )
    : answer;
};

/** A place by its name: the record knows only how its own site and areas are called. */
export const placeName: Rule = (said, recording) => {
  const wanted = said.claim.value.toLowerCase();
  const named = recording.names.find((name) => name.toLowerCase().includes(wanted));
  if (named === undefined)
    return notComparable(
      gapIn(recording, "areas") ?? `nothing in the record is called “${said.claim.value}”`,
    );
  const things = threatsIn(recording);
  if (things.length === 0) return absence(recording, said.fromDeg);
  return {
    verdict: "supported",
    reason: `what was tracked came to ${recording.place}, and ${named} is what the record calls it`,
    records: recordsOf(things),
  };
};

const DAY_MS = 86_400_000;

/** On which day: the record is in universal time, and a day is held against both that it may have been at the place. */
export const day: Rule = (said, recording) => {
  const things = threatsIn(recording);
  if (things.length === 0)
    return notComparable(
      gapIn(recording, "tracks") ??
        "nothing was tracked there, and the record tells no time of anything",
    );
  const days = daysSaid(said.claim.value, recording.days);
  if (days === null) return notComparable("no day is said");
  const holds = days.some((one) => recording.days.includes(one));
  return {
    verdict: holds ? "supported" : "contradicted",
    reason: `what was tracked there came on ${recording.days.join(" or ")}, as the day may have been counted there`,
    records: recordsOf(things),
  };
};

/** The days that a date, a weekday or "the night before" a date can mean; null where it is none of these. */
function daysSaid(value: string, near: readonly string[]): readonly string[] | null {
  const [date] = /\d{4}-\d{2}-\d{2}/.exec(value) ?? [];
  if (date !== undefined) return /night before/.test(value) ? [before(date), date] : [date];
  // "Monday 18 August", in an account without a date: by its first word.
  const weekday = WEEKDAYS.indexOf(value.toLowerCase().split(" ")[0] ?? "");
  if (weekday === -1) return null;
  return near.filter((one) => new Date(`${one}T00:00:00Z`).getUTCDay() === weekday);
}

const before = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
