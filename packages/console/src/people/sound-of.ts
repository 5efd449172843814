import type { AreaView, ReceiverEvent } from "@tocsin/sdk";
import type { Alarm } from "./alarm-sound.ts";
import { type ChosenPlace, concerns } from "./people-screen.ts";

/**
 * What is to be heard when this has just happened, `top` being what the page shows now; null where what sounds is to sound on. Somebody
 * with several places hears the gravest of them: neither an end nor a lesser warning of one place silences the siren of another, and
 * nothing of an exercise is heard over what is real.
 */
export function soundOf(
  events: readonly ReceiverEvent[],
  top: AreaView | null,
  places: readonly ChosenPlace[],
): Alarm | null {
  const heard = events.filter(
    ({ view }) => concerns(view, places) && (view.mode === "live" || top?.mode !== "live"),
  );
  const raised = heard.flatMap(({ kind, view }) => (kind === "raised" ? [view.stage] : []));
  if (raised.includes("take-cover")) return "take-cover";
  if (top?.stage === "take-cover") return null;
  if (raised.includes("pre-alert")) return "pre-alert";
  if (top?.stage === "pre-alert") return null;
  return heard.some(({ kind }) => kind === "ended") ? "over" : null;
}
