import { type CoreBench, runCoreBench } from "./core-bench.ts";
import type { GoalVerdict } from "./goals.ts";
import { verdictOf } from "./goal-verdict.ts";
import { figure, table } from "./table.ts";

/** One ellipse about a polygon with a hole: its probability, and what that is more than by two other ways. */
export interface PolygonRow {
  readonly name: string;
  readonly probability: number;
  readonly fromSamples: number;
  readonly fromStrips: number;
}
export type PolygonReport = CoreBench<PolygonRow>;

const GATE = 1e-4;
const REACH = 1e-6;

export const polygonSection = (): PolygonReport => runCoreBench("polygon-samples", []);

const greatest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

export function polygonGoals({ rows }: PolygonReport): readonly GoalVerdict[] {
  const fromSamples = greatest(rows.map((row) => row.fromSamples));
  const fromStrips = greatest(rows.map((row) => row.fromStrips));
  return [
    {
      row: "10b",
      goal: `probability of a polygon less that of 10⁷ samples, greatest of ${rows.length} ellipses`,
      gate: "≤ 1e-4",
      measured: fromSamples.toExponential(1),
      verdict: verdictOf({ value: fromSamples, gate: GATE, better: "less" }),
    },
    {
      row: "10b",
      goal: "the same less that of an integration by strips (to reach for)",
      gate: "≤ 1e-6",
      measured: fromStrips.toExponential(1),
      verdict: verdictOf({ value: fromStrips, gate: REACH, better: "less" }),
    },
  ];
}

export const polygonText = ({ command, rows }: PolygonReport): string =>
  [
    `\`${command}\`: ellipses about a polygon with a hole. The samples are 3163² = 10⁷, one in each cell of the unit square, since as many independent ones
would err by 1.6e-4 themselves. The strips are Gauss's rule over the density times Φ between the rings' crossings, which shares
nothing with the sum over edges that is tested, and err by less than 1e-10.`,
    table(
      ["ellipse", "probability", "less 10⁷ samples", "less strips"],
      rows.map(({ name, probability, fromSamples, fromStrips }) => [
        name,
        figure(probability),
        fromSamples.toExponential(1),
        fromStrips.toExponential(1),
      ]),
    ),
  ].join("\n\n");
