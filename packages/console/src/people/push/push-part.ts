import { button, element } from "../../dom/element.ts";
import type { PeopleTexts } from "../texts.ts";
import type { PushAnswer, PushState } from "./push-client.ts";

export interface PushPartPorts {
  readonly texts: PeopleTexts;
  readonly state: PushState;
  readonly ask: () => Promise<PushAnswer>;
  readonly end: () => Promise<void>;
}

/** Whether this phone is told while the page is closed, who learns of it, and how far it can be relied on: said before it is asked for. */
export function pushPart({ texts, state, ask, end }: PushPartPorts): HTMLElement | null {
  if (state === "not-offered") return null;
  const said = element("p", { class: "told", role: "status" }, stateText(state, texts));
  const press = (text: string, name: string, act: () => Promise<string>): HTMLButtonElement => {
    const pressed = button(text, name, () => {
      pressed.disabled = true;
      said.textContent = texts.pushAsking;
      void done(act);
    });
    const done = async (acting: () => Promise<string>): Promise<void> => {
      said.textContent = await acting().catch(() => texts.pushFailed);
      pressed.disabled = false;
    };
    return pressed;
  };
  return element(
    "section",
    { class: "push", "aria-labelledby": "push" },
    element("h2", { id: "push" }, texts.push),
    element("p", { class: "soft" }, texts.pushText),
    element("p", { class: "soft" }, texts.pushLimits),
    state === "off"
      ? press(texts.pushTurnOn, "wide", async () => answerText(await ask(), texts))
      : null,
    said,
    state === "on"
      ? press(texts.pushTurnOff, "wide", async () => {
          await end();
          return "";
        })
      : null,
  );
}

function stateText(state: PushState, texts: PeopleTexts): string {
  switch (state) {
    case "on":
      return texts.pushIsOn;
    case "blocked":
      return texts.pushBlocked;
    case "unable":
      return texts.pushUnable;
    case "home-screen":
      return texts.pushHomeScreen;
    case "of-another-mode":
      return texts.pushOfAnotherMode;
    case "off":
    case "not-offered":
      return "";
  }
}

function answerText(answer: PushAnswer, texts: PeopleTexts): string {
  switch (answer) {
    case "on":
      return texts.pushIsOn;
    case "blocked":
      return texts.pushBlocked;
    case "no-service":
      return texts.pushUnable;
    case "full":
      return texts.pushFull;
    case "failed":
      return texts.pushFailed;
  }
}
