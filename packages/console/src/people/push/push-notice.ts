import {
  type BroadcastDocument,
  type EnvelopeHead,
  stateKey,
  type WarningState,
} from "@tocsin/sdk";
import { stageText, textIn } from "../alarm-part.ts";
import { concerns } from "../people-screen.ts";
import { LANGUAGES, type PeopleTexts } from "../texts.ts";
import type { PageNote, ToldNote, ToldNotes } from "./worker-notes.ts";

/** A message as it is shown while the page is closed. */
export interface Notice {
  readonly title: string;
  readonly options: NotificationOptions & {
    readonly renotify?: boolean;
    readonly vibrate?: readonly number[];
    readonly timestamp?: number;
  };
}

/** A note of an area's post, and how many are kept. */
const NOTES_MAX = 1_000;
/** A message that left so long before now, by the phone's clock, says when; a wrong clock changes nothing else. */
const SENT_BEFORE_MS = 60_000;
const VIBRATION_MS: Readonly<Record<string, readonly number[]>> = {
  "take-cover": [600, 200, 600, 200, 600, 400, 600, 200, 600],
  "pre-alert": [300],
};

export const textsOf = ({ language }: Pick<PageNote, "language">): PeopleTexts =>
  LANGUAGES[language] ?? LANGUAGES["en"];

/** What is shown of a message whose signature is true, and what is noted of it. Something is always shown: browsers demand it. */
export function noticeOf(
  said: { readonly head: EnvelopeHead; readonly document: BroadcastDocument },
  page: PageNote,
  told: ToldNotes,
  nowMs: number,
): { readonly notice: Notice; readonly told: ToldNotes } {
  const { head, document } = said;
  const texts = textsOf(page);
  if (document.purpose === "heartbeat" || document.purpose === "posts")
    return { notice: unchecked(page), told };
  if (document.purpose === "clock")
    return { notice: plain("hello", texts.pushHello, texts.pushHelloText, page), told };
  const { state } = document;
  const place = `${head.keyId} ${state.area}`;
  const before = told[place];
  if (before !== undefined && isBefore(head, before))
    return { notice: plain("late", texts.pushLate(state.areaName), texts.pushOpen, page), told };
  const words = `${stateKey(state)} ${state.stage}`;
  const { [place]: _, ...others } = told;
  const held = heldByOthers(others, state.area, nowMs);
  const isMine = concerns({ area: state.area, state }, page.places);
  const isNew = before?.said !== words && held.every(({ stage }) => stage !== state.stage);
  const notice = isMine ? warningNotice(state, page, isNew, nowMs) : elsewhereNotice(state, page);
  const graver = isMine ? held.find(({ stage }) => rankOf(stage) > rankOf(state.stage)) : undefined;
  const note: ToldNote = {
    epoch: head.epoch,
    sequence: head.sequence,
    said: words,
    stage: state.stage,
    untilMs: nowMs + state.lifeMs,
    ...(isMine ? { notice } : {}),
  };
  return {
    notice: graver?.notice === undefined ? notice : stillHeld(graver.notice, state, texts),
    told: {
      ...Object.fromEntries(Object.entries(others).slice(1 - NOTES_MAX)),
      [place]: note,
    },
  };
}

/** What other posts of the site said of an area and still holds, the gravest first. */
const heldByOthers = (
  others: ToldNotes,
  area: string,
  nowMs: number,
): readonly (ToldNote & { readonly stage: string })[] =>
  Object.entries(others)
    .flatMap(([place, { stage, ...note }]) =>
      place.endsWith(` ${area}`) && stage !== undefined && (note.untilMs ?? 0) > nowMs
        ? [{ ...note, stage }]
        : [],
    )
    .toSorted((a, b) => rankOf(b.stage) - rankOf(a.stage));

const rankOf = (stage: string): number => ["pre-alert", "take-cover"].indexOf(stage) + 1;

/** Where one post says less than another, as after the other has died, the graver word stands until it expires, and the new one is told with it. */
const stillHeld = (
  { title, options }: Notice,
  state: WarningState,
  texts: PeopleTexts,
): Notice => ({
  title,
  options: {
    ...options,
    body: `${options.body ?? ""}\n${texts.pushOtherSays(stageText(state, texts))}`,
    renotify: false,
    silent: true,
  },
});

/** For what cannot be verified, or is no warning: it alarms nobody, and keeps nobody from looking. */
export const unchecked = (page: Pick<PageNote, "language" | "site">): Notice => {
  const texts = textsOf(page);
  return plain("unchecked", texts.pushUnchecked, texts.pushOpen, page);
};

function warningNotice(state: WarningState, page: PageNote, isNew: boolean, nowMs: number): Notice {
  const texts = textsOf(page);
  const { instruction, language, direction } = textIn({ state }, page.language);
  const sent =
    Math.abs(nowMs - state.issuedMs) > SENT_BEFORE_MS
      ? texts.sentAt(
          new Intl.DateTimeFormat(page.language, { timeStyle: "short" }).format(state.issuedMs),
        )
      : "";
  const isOpen = state.stage === "take-cover" || state.stage === "pre-alert";
  const vibrate = VIBRATION_MS[state.stage];
  return {
    title: `${exerciseOf(state, texts)}${stageText(state, texts)}`,
    options: {
      ...looksOf(state.mode),
      body: [`${state.areaName}: ${instruction}`, sent].join("\n").trim(),
      tag: `${state.mode} ${state.area}`,
      lang: language,
      dir: direction,
      timestamp: state.issuedMs,
      // What only goes on takes the place of what is shown, and makes no sound.
      renotify: isNew,
      silent: !isNew,
      requireInteraction: isOpen,
      ...(isNew && vibrate !== undefined ? { vibrate } : {}),
    },
  };
}

/** One line for all of them, each in place of the last. */
function elsewhereNotice(state: WarningState, page: PageNote): Notice {
  const texts = textsOf(page);
  const body = `${exerciseOf(state, texts)}${stageText(state, texts)}: ${state.areaName}`;
  return plain("elsewhere", texts.otherAreas, body, page);
}

const plain = (
  tag: string,
  title: string,
  body: string,
  { language, site }: Pick<PageNote, "language" | "site">,
): Notice => ({
  title: `${exerciseOf(site, textsOf({ language }))}${title}`,
  options: {
    ...looksOf(site.mode),
    body,
    tag,
    lang: language,
    dir: textsOf({ language }).direction,
    silent: true,
  },
});

const exerciseOf = ({ mode }: Pick<WarningState, "mode">, texts: PeopleTexts): string =>
  mode === "live" ? "" : `${texts.exercise[mode]}. `;

const looksOf = (
  mode: WarningState["mode"],
): { readonly icon: string; readonly badge: string } => ({
  icon: mode === "live" ? "/people-icon-192.png" : "/exercise-icon-192.png",
  badge: "/people-badge.png",
});

const isBefore = ({ epoch, sequence }: EnvelopeHead, told: ToldNote): boolean =>
  epoch < told.epoch || (epoch === told.epoch && sequence <= told.sequence);
