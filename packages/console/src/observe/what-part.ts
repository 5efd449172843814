import type { ObservedKind } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import type { Draft } from "./draft.ts";
import { TEXTS } from "./texts.ts";

/** As in the sdk, which the compiler holds this to by the texts. */
const KINDS = Object.keys(TEXTS.kinds) as ObservedKind[];
/** More cannot be counted in the sky. */
const COUNT_MAX = 100;

/** What it is, how it was noticed, and how many. */
export function whatPart(draft: () => Draft, changed: () => void): HTMLElement {
  const count = element("output", { class: "count" }, "1");
  const add = (by: number): void => {
    draft().count = Math.min(COUNT_MAX, Math.max(1, draft().count + by));
    count.textContent = String(draft().count);
  };
  const fewer = button("−", "round", () => add(-1));
  const more = button("+", "round", () => add(1));
  fewer.setAttribute("aria-label", TEXTS.fewer);
  more.setAttribute("aria-label", TEXTS.more);
  return element(
    "form",
    { onsubmit: (event) => event.preventDefault(), onreset: () => add(-COUNT_MAX) },
    choice(
      "kind",
      TEXTS.what,
      KINDS.map((kind) => [kind, TEXTS.kinds[kind]]),
      (kind) => {
        draft().kind = kind as ObservedKind;
        changed();
      },
    ),
    choice(
      "sense",
      TEXTS.sense,
      [
        ["seen", TEXTS.seen],
        ["heard", TEXTS.heard],
      ],
      (sense) => {
        draft().sense = sense as Draft["sense"];
      },
    ),
    element(
      "div",
      { class: "counter", role: "group", "aria-label": TEXTS.count },
      element("span", {}, TEXTS.count),
      fewer,
      count,
      more,
    ),
  );
}

/** Where it goes, by the eight points of the compass. */
export const headingPart = (draft: () => Draft): HTMLElement =>
  element(
    "form",
    { onsubmit: (event) => event.preventDefault() },
    choice(
      "heading",
      TEXTS.heading,
      [["", TEXTS.unknown], ...TEXTS.headings.map((name, i) => [String(i * 45), name] as const)],
      (heading) => {
        draft().headingDeg = heading === "" ? null : Number(heading);
      },
    ),
  );

/** A row of big buttons of which one is pressed. */
function choice(
  name: string,
  legend: string,
  options: readonly (readonly [string, string])[],
  chosen: (value: string) => void,
): HTMLFieldSetElement {
  const isFirstChosen = name !== "kind";
  return element(
    "fieldset",
    { class: `choice ${name}` },
    element("legend", {}, legend),
    ...options.map(([value, text], i) => {
      const checked = isFirstChosen && i === 0;
      const input = element("input", {
        type: "radio",
        name,
        value,
        checked,
        onchange: () => chosen(value),
      });
      return element("label", {}, input, element("span", {}, text));
    }),
  );
}
