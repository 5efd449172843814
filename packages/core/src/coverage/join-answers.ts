import { TWO_PI } from "../units/angle.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import type { Approach, ApproachKind } from "./protection.ts";
import type { ApproachModel } from "./protection-parameters.ts";

/** Neighbouring directions are joined while the distances they are seen from differ by less than this ratio. */
const JOIN_RATIO = 1.25;

/** Whether people who need `shelterS` to reach shelter would have it. */
export const isInTime = (
  approach: { readonly seenFromM: number | null; readonly warningS: number },
  shelterS: number,
): boolean => approach.seenFromM !== null && approach.warningS >= shelterS;

/** Joins neighbouring directions that have one answer, round the circle. */
export function joinAnswers(
  answers: readonly ApproachAnswer[],
  model: ApproachModel & { readonly kind: ApproachKind },
  shelterS: number,
): Approach[] {
  const count = answers.length;
  const step = TWO_PI / count;
  const alike = (a: ApproachAnswer, b: ApproachAnswer): boolean =>
    a.limitedBy === b.limitedBy &&
    isInTime(a, shelterS) === isInTime(b, shelterS) &&
    (a.seenBy === b.seenBy ||
      (a.seenBy.length === b.seenBy.length && a.seenBy.every((id, i) => id === b.seenBy[i])));
  // Start where the answer changes, so that a run across north stays one.
  let start = 0;
  while (start < count && alike(answers[start], answers[(start + count - 1) % count])) start++;
  const turn = start % count;
  const joined: Approach[] = [];
  for (let done = 0; done < count; ) {
    const first = answers[(turn + done) % count];
    let least = first.seenFromM;
    let greatest = first.seenFromM;
    let size = 1;
    for (; done + size < count; size++) {
      const next = answers[(turn + done + size) % count];
      if (!alike(first, next)) break;
      if (least !== null && greatest !== null && next.seenFromM !== null) {
        const low = Math.min(least, next.seenFromM);
        const high = Math.max(greatest, next.seenFromM);
        if (high > JOIN_RATIO * low) break;
        least = low;
        greatest = high;
      }
    }
    const fromRad = ((((turn + done) % count) - 0.5) * step + TWO_PI) % TWO_PI;
    joined.push({
      kind: model.kind,
      heightM: model.heightM,
      bearingFromRad: size === count ? 0 : fromRad,
      bearingToRad: size === count ? TWO_PI : fromRad + size * step,
      seenFromM: least,
      warningS: least === null ? 0 : least / model.speedMps,
      seenBy: first.seenBy,
      limitedBy: first.limitedBy,
    });
    done += size;
  }
  return joined.sort((a, b) => a.bearingFromRad - b.bearingFromRad);
}
