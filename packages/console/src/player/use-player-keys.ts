import { useEffect } from "react";
import { PLAYBACK_RATES, type TimelineSource } from "../source/timeline-source.ts";
import { nextMarkUs } from "./next-mark.ts";

/** Keys that work everywhere but where something else has a use for them; none where nothing is played. */
export function usePlayerKeys(source: TimelineSource | null): void {
  useEffect(() => {
    if (source === null) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTaken(event)) return;
      if (act(source, event.key)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [source]);
}

/** Text is typed, a slider slides, a button is pressed by the space bar, and the map moves by its own arrows. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, select, textarea, .maplibregl-canvas") !== null) return true;
  return key === " " && target.closest("button, a, summary") !== null;
}

function act(source: TimelineSource, key: string): boolean {
  const { playing, rate, timeUs, startUs, endUs } = source.playback();
  const faster = (steps: number): void => {
    const next = PLAYBACK_RATES[PLAYBACK_RATES.indexOf(rate) + steps];
    if (next !== undefined) source.setRate(next);
  };
  switch (key) {
    case " ":
    case "k":
      if (playing) source.pause();
      else source.play();
      return true;
    case "ArrowLeft":
      source.step(-1);
      return true;
    case "ArrowRight":
      source.step(1);
      return true;
    case "Home":
      source.seek(startUs);
      return true;
    case "End":
      source.seek(endUs);
      return true;
    case "[":
      faster(-1);
      return true;
    case "]":
      faster(1);
      return true;
    case "n":
    case "p": {
      const mark = nextMarkUs(source.marks, timeUs, key === "n" ? 1 : -1);
      if (mark !== null) source.seek(mark);
      return true;
    }
    default:
      return false;
  }
}
