import type { DeskSaidTime } from "@tocsin/sdk";
import type { Account } from "../account/account.ts";
import { dayMeant } from "../account/published.ts";
import type { CaseClaim } from "../cases/decided-claims.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { namedTimes, type NamedTime } from "./named-times.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** So far around a claim its sentence is looked for. */
const AROUND = 240;

/** When the event of a case was, by each claim of its day or hour. What names no day that can be told is left out. */
export function saidTimes(
  claims: readonly CaseClaim[],
  accounts: readonly Account[],
): readonly DeskSaidTime[] {
  const own = claims.filter(({ event, status }) => event === MAIN_EVENT && status !== "rejected");
  return accounts.flatMap((account) =>
    timesIn(
      account,
      own.filter(({ accountId }) => accountId === account.id),
    ),
  );
}

function timesIn(account: Account, claims: readonly CaseClaim[]): readonly DeskSaidTime[] {
  const dated = claims.filter(({ predicate }) => predicate === "attack.date");
  const days = [...new Set(dated.flatMap((claim) => dayOf(claim, account) ?? []))];
  const told = dated.flatMap((claim) => {
    const at = exactOf(claim.value);
    if (at !== null) return saidOf(account, claim, { ...at, words: wordsOf(account, claim.span) });
    const day = dayOf(claim, account);
    if (day === null) return [];
    const sentence = sentenceAround(account.text, claim.span);
    const [named] = namedTimes(account.text.slice(sentence.start, sentence.end));
    return [
      placed(account, claim, { day, night: /night before/.test(claim.value), named, sentence }),
    ];
  });
  // An hour without a day, beside something else that is said of the event: of the one day that the account gives.
  const [day] = days.length === 1 ? days : [];
  if (day === undefined) return told;
  const seen = new Set(
    dated.flatMap((claim) =>
      exactOf(claim.value) !== null || dayOf(claim, account) !== null
        ? sentenceAround(account.text, claim.span).start
        : [],
    ),
  );
  const hours = claims.flatMap((claim): DeskSaidTime | [] => {
    const sentence = sentenceAround(account.text, claim.span);
    if (seen.has(sentence.start)) return [];
    const [named] = namedTimes(account.text.slice(sentence.start, sentence.end));
    if (named === undefined) return [];
    seen.add(sentence.start);
    return placed(account, claim, { day, night: false, named, sentence });
  });
  return [...told, ...hours];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function placed(
  account: Account,
  claim: CaseClaim,
  found: {
    readonly day: string;
    /** It is the night before that day. */
    readonly night: boolean;
    readonly named: NamedTime | undefined;
    readonly sentence: Span;
  },
): DeskSaidTime {
  const { day, night, named, sentence } = found;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (named === undefined)
    return saidOf(account, claim, {
      fromMs: midnight - (night ? 6 * 60 * MINUTE_MS : 0),
      toMs: midnight + (night ? 9 * 60 * MINUTE_MS : DAY_MS),
      utc: false,
      words: wordsOf(account, claim.span),
    });
  const own = { start: sentence.start + named.start, end: sentence.start + named.end };
  const apart = [claim.span, own].toSorted((a, b) => a.start - b.start);
  return saidOf(account, claim, {
    fromMs: midnight + named.fromMinute * MINUTE_MS,
    toMs: midnight + named.toMinute * MINUTE_MS,
    utc: named.utc,
    words: [...new Set(apart.map((span) => wordsOf(account, span)))].join(" … "),
  });
}

/** The day that a claim gives; null where it gives none that can be told. */
function dayOf({ value }: CaseClaim, { published }: Account): string | null {
  const meant = dayMeant(value, published);
  const [date] = /\d{4}-\d{2}-\d{2}/.exec(meant) ?? [];
  return date ?? null;
}

/** `2026-05-03T20:44` or `2026-05-03 20:44Z`, as a person may write it in a claim made by hand; null where no hour is given. */
function exactOf(
  value: string,
): { readonly fromMs: number; readonly toMs: number; readonly utc: boolean } | null {
  const match =
    /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/i.exec(value);
  if (match === null) return null;
  const [, day = "", time = "", zone] = match;
  const offset = zone === undefined || /^[ZUG]/i.test(zone) ? "Z" : zone;
  const fromMs = Date.parse(`${day}T${time}:00${offset}`);
  return Number.isNaN(fromMs)
    ? null
    : { fromMs, toMs: fromMs + MINUTE_MS, utc: zone !== undefined };
}

const saidOf = (
  account: Account,
  { id, speaker, hedges }: CaseClaim,
  time: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly utc: boolean;
    readonly words: string;
  },
): DeskSaidTime => ({
  claimId: id,
  accountId: account.id,
  speaker: speaker.name,
  words: time.words,
  from: new Date(time.fromMs).toISOString().slice(0, 16),
  to: new Date(time.toMs).toISOString().slice(0, 16),
  utc: time.utc,
  hedged: hedges.length > 0,
});

const wordsOf = ({ text }: Account, { start, end }: Span): string =>
  text.slice(start, end).replace(/\s+/g, " ");

/** The sentence around a place, as far as a full stop or a line tells. */
function sentenceAround(text: string, { start, end }: Span): Span {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const head = [...before.matchAll(/(?<!\b[ap]\.m)[.!?]["”’)]?\s|\n/g)].at(-1);
  const tail = /(?<!\b[ap]\.m)[.!?]["”’)]?(?:\s|$)|\n/.exec(after);
  return {
    start: start - before.length + (head === undefined ? 0 : head.index + head[0].length),
    end: end + (tail === null ? after.length : tail.index),
  };
}
