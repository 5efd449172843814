import type { Decision, ReasonCode, TimeUs } from "@tocsin/core";
import type { PictureHeldBack } from "@tocsin/sdk";

/** What people chose, and nothing that is known of the object, keeps the area from being warned. */
const CHOSEN: ReadonlySet<ReasonCode> = new Set(["AUTOMATION_OFF", "INHIBITED"]);
/** A decision that wavers about its threshold does not come and go on the screen. */
const SHOWN_ON_US = 10_000_000;
/** Longer than that nothing is shown without a new decision. */
const SHOWN_MAX_US = 120_000_000;

interface Held {
  readonly decision: Decision;
  readonly sinceUs: TimeUs;
  readonly untilUs: TimeUs;
}

/** Areas whose people would be told something now, were automatic warning not switched off or held back there. */
export class HeldBackBook {
  readonly #held = new Map<string, Map<string, Held>>();

  decided(decision: Decision): void {
    const { areaId, trackId, decidedUs, final } = decision;
    if (areaId === null) return;
    const area = this.#held.get(areaId) ?? new Map<string, Held>();
    const before = area.get(trackId);
    if (!final && isHeldBack(decision)) {
      const untilUs = decidedUs + SHOWN_MAX_US;
      area.set(trackId, { decision, sinceUs: before?.sinceUs ?? decidedUs, untilUs });
    } else if (final || decision.stage !== "none") area.delete(trackId);
    else if (before !== undefined)
      area.set(trackId, {
        ...before,
        untilUs: Math.min(before.untilUs, decidedUs + SHOWN_ON_US),
      });
    if (area.size === 0) this.#held.delete(areaId);
    else this.#held.set(areaId, area);
  }

  /** What is held back there, by the earliest to arrive; null where nothing is. */
  of(areaId: string, nowUs: TimeUs): PictureHeldBack | null {
    const all = [...(this.#held.get(areaId)?.values() ?? [])].filter(
      ({ untilUs }) => untilUs > nowUs,
    );
    const [first] = all.toSorted((a, b) => arrivalUs(a) - arrivalUs(b));
    if (first === undefined) return null;
    const { reasons, numbers } = first.decision;
    return {
      because: reasons[0],
      sinceUs: Math.min(...all.map(({ sinceUs }) => sinceUs)),
      arrivalFromUs: numbers.arrivalFromUs,
      arrivalToUs: numbers.arrivalToUs,
      objects: all.length,
    };
  }
}

const arrivalUs = ({ decision }: Held): number =>
  decision.numbers.arrivalFromUs ?? Number.MAX_SAFE_INTEGER;

const isHeldBack = ({ stage, reasons }: Decision): boolean =>
  stage === "none" && reasons.length > 0 && reasons.every((reason) => CHOSEN.has(reason));
