import { button, element } from "../dom/element.ts";
import type { QueuedReport } from "./phone-store.ts";
import { TEXTS } from "./texts.ts";

/** One line of a report: what it is, and how far it got. */
export function reportLine(
  { report, state, answer, refusal, takeBack }: QueuedReport,
  withdraw: () => void,
): HTMLLIElement {
  const what = `${TEXTS.kinds[report.kind]}${report.count === 1 ? "" : ` × ${report.count}`}`;
  const mayTakeBack = state !== "refused" && !takeBack;
  return element(
    "li",
    { class: `report ${state}` },
    element("strong", {}, what),
    element("span", {}, stateText(state, answer, refusal)),
    takeBack
      ? element(
          "span",
          {},
          (answer?.withdrawnUs ?? null) === null ? TEXTS.takingBack : TEXTS.takenBack,
        )
      : null,
    mayTakeBack ? button(TEXTS.takeBack, "quiet", withdraw) : null,
  );
}

function stateText(
  state: QueuedReport["state"],
  answer: QueuedReport["answer"],
  refusal: string | null,
): string {
  if (state === "refused") return TEXTS.refused(refusal ?? "");
  if (answer === null) return TEXTS.waiting;
  const { because } = answer.outcome;
  const use = because === null ? TEXTS.tracked : TEXTS.unused[because];
  return `${TEXTS.recorded(String(answer.sequence))}: ${use}.`;
}
