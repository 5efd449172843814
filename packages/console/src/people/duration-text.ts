import type { PeopleTexts } from "./texts.ts";

/** A duration as people say it: seconds up to two minutes, then minutes. */
export function durationText(ms: number, texts: PeopleTexts, language: string): string {
  const number = new Intl.NumberFormat(language);
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return seconds < 120
    ? texts.seconds(number.format(seconds))
    : texts.minutes(number.format(Math.round(seconds / 60)));
}

/** When something may arrive: a window, never one moment. */
export function windowText(
  window: { readonly fromMs: number; readonly toMs: number },
  now: { readonly nowMs: number; readonly texts: PeopleTexts; readonly language: string },
): string | null {
  const { nowMs, texts, language } = now;
  if (window.toMs <= nowMs) return null;
  const say = (ms: number): string => durationText(ms - nowMs, texts, language);
  return window.fromMs <= nowMs
    ? texts.arrivalNow(say(window.toMs))
    : texts.arrival(say(window.fromMs), say(window.toMs));
}
