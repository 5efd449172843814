import type { GoalVerdict } from "./goals.ts";
import type { RaidResult } from "./raid-section.ts";
import { figure, table } from "./table.ts";

const DELAY_GATES = [
  { words: "median", gate: 1 },
  { words: "p95", gate: 2 },
] as const;
const KINDS = { salvo: "salvos", raid: "drone raids" } as const;

/** First orders to take cover, over generated attacks, against an engine that knows the association. */
export function raidGoals(results: readonly RaidResult[]): readonly GoalVerdict[] {
  return results.flatMap(({ kind, delayScans, hitDelayScans }) =>
    DELAY_GATES.map(({ words, gate }, i) => {
      const value = i === 0 ? delayScans.p50 : delayScans.p95;
      const ofHits = i === 0 ? hitDelayScans.p50 : hitDelayScans.p95;
      return {
        row: "11",
        goal: `first take-cover of an area after the oracle's, generated ${KINDS[kind]}, ${words}`,
        gate: `≤ +${gate} scan`,
        measured: `${figure(value)} scan; of areas that were hit ${figure(ofHits)}`,
        verdict: value <= gate ? "met" : `missed by ${figure(value - gate)} scan`,
      };
    }),
  );
}

const TEXT = `Generated attacks on a town of nineteen quarters under one radar (\`packages/server/bench/raid-scenario.ts\`): salvos of one to ten rockets or
mortar bombs with drag curves, motors, wind and air that nobody is told, and raids of one to six drones among as many objects that
only pass. Seconds run from a quarter's first order to take cover until its first hit, over the quarters that were hit. Told for
nothing is a quarter that was told and not hit, whatever passed over it. *Knowing everything* tells those who will be hit at the
first detection of what hits them. Stone Soup's tracker feeds the same projection and rule; since it has no law of falling, the
truth tells it which of its tracks fall.`;

export function raidText(results: readonly RaidResult[]): string {
  return [TEXT, ...results.flatMap(kindText)].join("\n\n");
}

function kindText({
  kind,
  contenders,
  delayScans,
  hitDelayScans,
  engineOnly,
  oracleOnly,
}: RaidResult) {
  const percent = (share: number): string => `${figure(100 * share)} %`;
  return [
    `Generated ${KINDS[kind]}. First orders after the oracle's, in scans: p50 ${figure(delayScans.p50)}, p95 ${figure(delayScans.p95)} of ${delayScans.count}; of quarters
that were hit p50 ${figure(hitDelayScans.p50)}, p95 ${figure(hitDelayScans.p95)}. Told by the engine alone: ${engineOnly}; by the oracle alone: ${oracleOnly}.`,
    table(
      [
        "contender",
        "attacks",
        "quarters hit",
        "missed",
        "s of warning, mean / median / 5 %",
        "of those told, for nothing",
        "of all people, for nothing",
      ],
      contenders.map((entry) => [
        entry.name,
        String(entry.seeds),
        String(entry.hits),
        String(entry.missed),
        `${figure(entry.leadMeanS)} / ${figure(entry.leadS.p50)} / ${figure(entry.leadS.p5)}`,
        percent(entry.needlessShare),
        percent(entry.needlessOfAll),
      ]),
    ),
  ];
}
