import type { Recording } from "./recording.ts";

type LeftOut = NonNullable<Recording["bundle"]>["leftOut"][number];

const WORDS: Readonly<Record<LeftOut["what"], readonly [one: string, many: string]>> = {
  sensors: ["what one sensor is", "what sensors there were"],
  areas: ["what one area is", "what areas there were"],
  looks: ["report of a sensor", "reports of sensors"],
  tracks: ["record of a track", "records of tracks"],
  decisions: ["decision", "decisions"],
  warnings: ["warning", "warnings"],
  health: ["record of how a sensor worked", "records of how sensors worked"],
  defences: ["record of a defence", "records of defences"],
  engagements: ["report of an engagement", "reports of engagements"],
};

/** What nobody counts: of several it is said that they are left out, and not how many. */
const UNCOUNTED: ReadonlySet<LeftOut["what"]> = new Set(["sensors", "areas"]);

/** What is left out, and by which rules: "3 records of tracks (by the rule sensor-places)". */
export function leftOutText({ what, count, rules }: LeftOut): string {
  const [one, many] = WORDS[what];
  const number = count === null || UNCOUNTED.has(what) ? "" : `${count} `;
  return `${number}${count === 1 ? one : many} (by the rule ${rules.join(", ")})`;
}

/**
 * Why what a recording does not hold may have been there all the same: its bundle leaves such things out, or tells of another time. Null where
 * nothing speaks for that, and of a whole journal always.
 */
export function gapIn(
  { bundle, fromAt, toAt }: Pick<Recording, "bundle" | "fromAt" | "toAt">,
  ...whats: readonly LeftOut["what"][]
): string | null {
  if (bundle === undefined) return null;
  const at = (time: string): number => Date.parse(time);
  if (at(bundle.fromAt) > at(fromAt) || at(bundle.toAt) < at(toAt))
    return `the bundle tells of ${bundle.fromAt} to ${bundle.toAt} only`;
  const gone = bundle.leftOut.filter(({ what }) => whats.includes(what));
  return gone.length === 0 ? null : `left out of the bundle: ${gone.map(leftOutText).join(", ")}`;
}
