import type { Mode } from "@tocsin/core";
import type { AreaView, BroadcastText } from "@tocsin/sdk";
import { element } from "../dom/element.ts";
import { durationText, windowText } from "./duration-text.ts";
import type { PeopleTexts } from "./texts.ts";

export interface Saying {
  readonly texts: PeopleTexts;
  readonly language: string;
  readonly nowMs: number;
  /** The page is a drill's, and shows nothing that is real. */
  readonly isOfDrill: boolean;
}

/** The post's own words in the person's language, or in the site's first. */
export const textIn = ({ state }: Pick<AreaView, "state">, language: string): BroadcastText =>
  state.texts.find((text) => text.language.slice(0, 2) === language) ?? state.texts[0];

export function stageText({ stage }: Pick<AreaView, "stage">, texts: PeopleTexts): string {
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

/** Whether people are to do something now. */
export const isOpen = ({ stage }: Pick<AreaView, "stage">): boolean =>
  stage === "take-cover" || stage === "pre-alert";

/** What counts down of one area, by the class of what says it; empty where there is nothing to say. */
export function countedTexts(
  view: AreaView,
  { texts, language, nowMs }: Saying,
): Readonly<Record<"when" | "holds", string>> {
  if (!isOpen(view)) return { when: "", holds: "" };
  const when = view.window === null ? null : windowText(view.window, { nowMs, texts, language });
  return {
    when: when ?? "",
    holds: texts.holds(durationText(view.untilMs - nowMs, texts, language)),
  };
}

/** Before all that an exercise says: that nothing is happening. */
export const noDangerPart = (
  mode: Exclude<Mode, "live">,
  { texts, isOfDrill }: Saying,
): HTMLElement =>
  element(
    "p",
    { class: "no-danger" },
    texts.exercise[mode],
    element("small", {}, isOfDrill ? texts.exerciseTextOfDrill : texts.exerciseText),
  );

/**
 * What is said of one area, whole: the stage first, then what to do, then when. What is no real danger says so before all. What counts
 * down is not read out again each time that it does.
 */
export function alarmPart(view: AreaView, saying: Saying): HTMLElement {
  const { mode, state, stage } = view;
  const { texts } = saying;
  const said = textIn(view, saying.language);
  const { when, holds } = countedTexts(view, saying);
  const counted = (name: string, text: string): HTMLElement | null =>
    text === "" ? null : element("p", { class: name, "aria-live": "off" }, text);
  return element(
    "article",
    { class: `alarm ${stage} ${mode === "live" ? "real" : "exercise"}` },
    mode === "live" ? null : noDangerPart(mode, saying),
    element("p", { class: "where" }, element("bdi", {}, state.areaName)),
    element("h1", {}, stageText(view, texts)),
    counted("when", when),
    element("p", { class: "do", dir: said.direction, lang: said.language }, said.instruction),
    counted("soft holds", holds),
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
