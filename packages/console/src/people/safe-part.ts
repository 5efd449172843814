import { button, element } from "../dom/element.ts";
import type { PeopleTexts } from "./texts.ts";

/** Then it is said that it could not be told, and may be tried again. */
const ANSWER_WITHIN_MS = 10_000;

export interface SafePorts {
  readonly texts: PeopleTexts;
  readonly area: string;
  /** Said beside the button: it is there that the person is counted. */
  readonly areaName: string;
  /** Whether this phone has said so already. */
  readonly isSaid: boolean;
  /** The number by which this phone's word counts once, the same at every try and on a page that was loaded anew. */
  readonly id: string;
  readonly said: () => void;
  /** Every post of the site that may count it; one that took it is enough. */
  readonly posts: readonly string[];
}

async function tellPost(post: string, body: object): Promise<void> {
  const answer = await fetch(`${post}/people/safe`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}

/** “I am safe”: a count, and a name only where somebody gives one. */
export function safePart(ports: SafePorts): HTMLElement {
  const { texts, area, areaName, isSaid, id, said, posts } = ports;
  const status = element("p", { class: "said", role: "status" }, isSaid ? texts.safeSent : "");
  if (isSaid) return element("section", { class: "safe" }, status);
  const name = element("input", {
    id: "safe-name",
    autocomplete: "off",
    maxlength: "60",
    dir: "auto",
  });
  const tell = async (): Promise<void> => {
    press.disabled = true;
    status.textContent = "";
    const given = name.value.trim();
    const body = { area, id, ...(given === "" ? {} : { name: given }) };
    try {
      await Promise.any(posts.map((post) => tellPost(post, body)));
      said();
    } catch {
      status.textContent = texts.safeFailed;
      press.disabled = false;
    }
  };
  const press = button(texts.safe, "wide strong", () => void tell());
  return element(
    "section",
    { class: "safe" },
    press,
    element("p", { class: "soft" }, texts.safeText(`\u2068${areaName}\u2069`)),
    element("label", { for: "safe-name", class: "soft" }, texts.safeName),
    name,
    status,
  );
}
