import { element } from "../dom/element.ts";
import type { PeopleTexts } from "./texts.ts";

const links = (texts: PeopleTexts, addresses: readonly string[], kind: string): readonly Node[] =>
  addresses.map((address) =>
    element(
      "p",
      {},
      element("a", { class: kind, href: address, rel: "noreferrer" }, texts.openLivePage),
      " ",
      element("bdi", { class: "soft" }, address),
    ),
  );

/** While a drill is heard: that what is real is told elsewhere. */
export const livePagePart = (texts: PeopleTexts, addresses: readonly string[]): HTMLElement =>
  element("div", { class: "live-page" }, ...links(texts, addresses, ""));

/** A drill that is heard no more may have given way to a real warning, and this page would not tell of it: that is said as loud as a warning. */
export const exerciseOverPart = (texts: PeopleTexts, addresses: readonly string[]): HTMLElement =>
  element(
    "div",
    { class: "exercise-over", role: "alert" },
    element("h1", {}, texts.exerciseOver),
    element("p", {}, texts.exerciseOverText),
    ...links(texts, addresses, "open-live"),
  );
