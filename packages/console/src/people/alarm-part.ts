import type { AreaView, BroadcastText } from "@tocsin/sdk";
import { element } from "../dom/element.ts";
import { durationText, windowText } from "./duration-text.ts";
import type { PeopleTexts } from "./texts.ts";

export interface Saying {
  readonly texts: PeopleTexts;
  readonly language: string;
  readonly nowMs: number;
}

/** The post's own words in the person's language, or in the site's first. */
export const textIn = (view: AreaView, language: string): BroadcastText =>
  view.state.texts.find((text) => text.language.slice(0, 2) === language) ?? view.state.texts[0];

export function stageText({ stage }: AreaView, texts: PeopleTexts): string {
  switch (stage) {
    case "take-cover":
      return texts.takeCover;
    case "pre-alert":
      return texts.preAlert;
    case "all-clear":
      return texts.allClear;
    case "retraction":
      return texts.retraction;
  }
}

/** What is said of one area, whole: the stage first, then what to do, then when. What is no real danger says so before all. */
export function alarmPart(view: AreaView, { texts, language, nowMs }: Saying): HTMLElement {
  const { mode, state, stage } = view;
  const said = textIn(view, language);
  const isOpen = stage === "take-cover" || stage === "pre-alert";
  const when = view.window === null ? null : windowText(view.window, { nowMs, texts, language });
  return element(
    "article",
    { class: `alarm ${stage} ${mode === "live" ? "real" : "exercise"}` },
    mode === "live"
      ? null
      : element(
          "p",
          { class: "no-danger" },
          texts.exercise[mode],
          element("small", {}, texts.exerciseText),
        ),
    element("p", { class: "where" }, element("bdi", {}, state.areaName)),
    element("h1", {}, stageText(view, texts)),
    isOpen && when !== null ? element("p", { class: "when" }, when) : null,
    element("p", { class: "do", dir: said.direction, lang: said.language }, said.instruction),
    isOpen
      ? element(
          "p",
          { class: "soft holds" },
          texts.holds(durationText(view.untilMs - nowMs, texts, language)),
        )
      : null,
  );
}

/** One line of what else holds. */
export const alarmLine = (view: AreaView, texts: PeopleTexts): HTMLElement =>
  element(
    "li",
    { class: `${view.stage} ${view.mode === "live" ? "real" : "exercise"}` },
    element("b", {}, stageText(view, texts)),
    " ",
    element("span", { dir: "auto" }, view.state.areaName),
    view.mode === "live" ? null : element("small", {}, ` ${texts.exercise[view.mode]}`),
  );
