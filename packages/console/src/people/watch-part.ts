import { element } from "../dom/element.ts";
import { noDangerPart, type Saying } from "./alarm-part.ts";
import { placeName } from "./chosen-places.ts";
import type { PlacesWatch, Unwatched } from "./places-watch.ts";
import type { Mode } from "@tocsin/core";

/** Names in one sentence; a person has chosen no more, but a site may have a thousand areas. */
const NAMES_MAX = 20;

/** What stands where no warning is shown: green only where a warning would come by itself. */
export function quietPart(watch: PlacesWatch, mode: Mode, saying: Saying): HTMLElement {
  const { texts } = saying;
  if (watch.kind === "unwatched") return unwatchedPart(watch, mode, saying, "h1");
  const [name, head, text] =
    watch.kind === "untold"
      ? ["untold", texts.untold, texts.untoldText]
      : ["calm", texts.calm, texts.calmText];
  return element(
    "article",
    { class: `alarm ${name}` },
    element("h1", {}, head),
    element("p", { class: "do" }, text),
  );
}

/** That nobody would be warned by itself, and where; beneath the end of a warning with a smaller heading. */
export const unwatchedPart = (
  watch: Unwatched,
  mode: Mode,
  saying: Saying,
  heading: "h1" | "h2",
): HTMLElement =>
  element(
    "article",
    { class: `alarm unwatched ${mode === "live" ? "real" : "exercise"}` },
    mode === "live" ? null : noDangerPart(mode, saying),
    element(heading, {}, saying.texts.unwatched),
    ...unwatchedSentences(watch, saying).map((text) => element("p", { class: "do" }, text)),
  );

function unwatchedSentences(
  { places, isEverywhere, outside }: Unwatched,
  saying: Saying,
): readonly string[] {
  const { texts } = saying;
  const where = isEverywhere
    ? texts.unwatchedEverywhere
    : texts.unwatchedText(namesText(places, saying));
  return [
    ...(places.length === 0 ? [] : [where, texts.unwatchedAdvice]),
    ...(outside.length === 0
      ? []
      : [texts.outsideText(namesText(outside, saying)), texts.outsideAdvice]),
  ];
}

/** Each name stands by itself in its own direction of writing: none turns the sentence around. */
function namesText(places: Unwatched["places"], { texts, language }: Saying): string {
  const shown = places.length <= NAMES_MAX ? places : places.slice(0, NAMES_MAX - 1);
  const names = shown.map((place) => `\u2068${placeName(place, texts)}\u2069`);
  const left = places.length - shown.length;
  const more = left === 0 ? [] : [texts.morePlaces(new Intl.NumberFormat(language).format(left))];
  return new Intl.ListFormat(language).format([...names, ...more]);
}
