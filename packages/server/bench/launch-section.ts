import { type CoreBench, runCoreBench } from "./core-bench.ts";
import { figure, table } from "./table.ts";

/** One radar, the bodies first seen so many seconds later than 60 to 250 m above the ground; shares of the bodies, 0 to 1. */
export interface LaunchRow {
  readonly radar: string;
  readonly lateS: number;
  readonly bodies: number;
  readonly known: number;
  readonly firstSeenTooLate: number;
  readonly notBallistic: number;
  /** Of the known. */
  readonly held90: number;
  readonly heldTime90: number;
  readonly medianErrorM: number;
  readonly areaKm2: number;
}
export type LaunchReport = CoreBench<LaunchRow>;

export const launchSection = (options: {
  readonly runs: number;
  readonly seed: number;
}): LaunchReport =>
  runCoreBench("launch-accuracy", ["--runs", `${options.runs}`, "--seed", `${options.seed}`]);

const percent = (share: number): string => `${figure(100 * share)} %`;

export const launchText = ({ command, rows }: LaunchReport): string =>
  [
    `\`${command}\`: where bodies left the ground, as said after eight seconds of track, against the truth: mortar bombs and rockets whose drag, wind and motor
nobody is told. The first detection comes when the body is 60 to 250 m above the ground, or so many seconds later.`,
    table(
      [
        "radar",
        "late s",
        "known",
        "seen too late",
        "not ballistic",
        "90 % region held",
        "90 % time held",
        "error m, median",
        "region km², median",
      ],
      rows.map((row) => [
        row.radar,
        String(row.lateS),
        percent(row.known),
        percent(row.firstSeenTooLate),
        percent(row.notBallistic),
        figure(row.held90),
        figure(row.heldTime90),
        figure(row.medianErrorM),
        figure(row.areaKm2),
      ]),
    ),
  ].join("\n\n");
