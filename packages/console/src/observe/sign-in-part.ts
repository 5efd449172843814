import { button, element } from "../dom/element.ts";
import type { PostLine } from "./post-line.ts";
import { TEXTS } from "./texts.ts";

/** Signing in with an account, or enrolling the phone with a code. */
export function signInPart(line: PostLine, done: () => void): HTMLElement {
  const said = element("p", { class: "said", role: "alert" });
  const name = element("input", { id: "name", autocomplete: "username", dir: "auto" });
  const password = element("input", {
    id: "password",
    type: "password",
    autocomplete: "current-password",
  });
  const code = element("input", { id: "code", autocomplete: "off", dir: "ltr" });
  const tell = (asked: { readonly is: string; readonly why?: string }): void => {
    said.textContent = asked.is === "answer" ? "" : (asked.why ?? TEXTS.noAnswer);
    if (asked.is === "answer") done();
  };
  const field = (id: string, label: string, input: HTMLElement): HTMLElement =>
    element("div", { class: "field" }, element("label", { for: id }, label), input);
  return element(
    "section",
    { "aria-labelledby": "sign-in" },
    element("h2", { id: "sign-in" }, TEXTS.signIn),
    element("p", { class: "soft" }, TEXTS.signInText),
    field("name", TEXTS.name, name),
    field("password", TEXTS.password, password),
    button(TEXTS.signIn, "wide strong", () => {
      void line.signIn(name.value, password.value).then(tell);
    }),
    element(
      "details",
      {},
      element("summary", {}, TEXTS.enrol),
      field("code", TEXTS.code, code),
      button(TEXTS.enrol, "wide", () => void line.enrol(code.value.trim()).then(tell)),
    ),
    said,
  );
}
