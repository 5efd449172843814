import type { ReasonCode } from "../assessment/reason-codes.ts";
import { createLocalFrame, geodeticToEnu } from "../geodesy/local-frame.ts";
import type { DefenceRule, DefenceSpec } from "../policy/site-model.ts";
import { hypot3 } from "../units/algebra.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { DefenceQuestion } from "./explain-defences.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { classText } from "./plain-words.ts";

/** The way is looked at in steps of so long, µs. */
const STEP_US = 100_000;
/** Steps of one way at most; a longer one is looked at in longer steps. */
const STEPS_MAX = 20_000;

/**
 * What speaks against action by a modelled defence's rule: a class that it does not act against; a way that was at no time within reach, heights and arc
 * together; or too short a time without a break within them, known to somebody. null: nothing does.
 */
export function ruleObjection(of: {
  readonly record: IncidentRecord;
  readonly defence: DefenceSpec;
  readonly rule: DefenceRule;
  readonly reachM: number;
  readonly question: DefenceQuestion;
}): { readonly code: ReasonCode; readonly words: string } | null {
  const { rule, question } = of;
  const { class: is } = question;
  if (rule.classes !== undefined && is !== undefined && !rule.classes.includes(is))
    return {
      code: "DEFENCE_NOT_BY_RULE",
      words: `its rule does not name ${classText(is)}, which the object was held to be`,
    };
  const longestS = longestWithin(of);
  if (longestS === null)
    return {
      code: "DEFENCE_NOT_BY_RULE",
      words: "the object was at no time within the reach, the heights and the arc of its rule",
    };
  if (longestS >= rule.reactionS) return null;
  return {
    code: "DEFENCE_TOO_LATE",
    words: `the object was tracked within its rule for ${longestS.toFixed(1)} s, and it takes ${rule.reactionS} s to react`,
  };
}

/** The longest time without a break within the rule, s; null where it never was. */
function longestWithin(of: Parameters<typeof ruleObjection>[0]): number | null {
  const { path, knownFromUs } = of.question;
  const isWithin = withinRule(of);
  const first = Math.max(path[0].timeUs, knownFromUs ?? path[0].timeUs);
  const last = path[path.length - 1].timeUs;
  const stepUs = Math.max(STEP_US, Math.ceil((last - first) / STEPS_MAX));
  let [longestS, sinceUs, leg]: [number | null, TimeUs | null, number] = [null, null, 1];
  for (let timeUs = first; timeUs <= last; timeUs += stepUs) {
    while (leg < path.length - 1 && path[leg].timeUs < timeUs) leg++;
    const [before, after] = [path[Math.max(0, leg - 1)], path[Math.min(leg, path.length - 1)]];
    const spanUs = after.timeUs - before.timeUs;
    const share = spanUs <= 0 ? 1 : (timeUs - before.timeUs) / spanUs;
    const place = [0, 1, 2].map(
      (axis) => before.enuM[axis] + share * (after.enuM[axis] - before.enuM[axis]),
    );
    if (!isWithin(place)) sinceUs = null;
    else {
      sinceUs ??= timeUs;
      longestS = Math.max(longestS ?? 0, secondsBetween(sinceUs, timeUs));
    }
  }
  return longestS;
}

function withinRule({
  record,
  defence,
  rule,
  reachM,
}: Parameters<typeof ruleObjection>[0]): (place: readonly number[]) => boolean {
  const { origin, groundHeightM } = record.site.value;
  const [e, n, u] = geodeticToEnu(createLocalFrame(origin), defence.position);
  const groundUpM = groundHeightM - origin.heightM;
  return ([east, north, up]) => {
    const height = up - groundUpM;
    if (hypot3(east - e, north - n, up - u) > reachM) return false;
    if (height < rule.heightMinM || height > rule.heightMaxM) return false;
    const azimuth = Math.atan2(east - e, north - n);
    return (
      rule.azimuthWidthRad >= TWO_PI ||
      wrapTwoPi(azimuth - rule.azimuthFromRad) <= rule.azimuthWidthRad
    );
  };
}
