import { figure, quantilesText, spreadText, table } from "./table.ts";
import { type TrackReport, WARM_UP_RUNS } from "./track-section.ts";

export function trackTables(report: TrackReport): string {
  const speed = table(
    [
      "objects",
      "contender",
      "detections/s",
      "scan ms p50 / p99 / max",
      "the same in processor ms",
      "Tocsin's speed over it",
    ],
    report.results.flatMap(({ objects, contenders }) =>
      contenders.map(({ name, detectionsPerSecond, scanMs, scanProcessorMs, ratio }) => [
        String(objects),
        name,
        spreadText(detectionsPerSecond),
        scanMs === null ? "–" : quantilesText(scanMs),
        scanProcessorMs === null ? "–" : quantilesText(scanProcessorMs),
        ratio === null ? "–" : spreadText(ratio),
      ]),
    ),
  );
  const accuracy = table(
    [
      "objects",
      "contender",
      "seeds",
      "GOSPA/√n m",
      "position m drone / ballistic",
      "velocity m/s drone / ballistic",
      "confirmed after scans",
      "never",
      "missed",
      "false/scan",
      "switches",
    ],
    report.results.flatMap(({ objects, accuracy: entries }) =>
      entries.map(({ name, seeds, score }) => [
        String(objects),
        name,
        String(seeds),
        figure(score.gospaM),
        `${figure(score.dronePositionM)} / ${figure(score.ballisticPositionM)}`,
        `${figure(score.droneVelocityMps)} / ${figure(score.ballisticVelocityMps)}`,
        figure(score.confirmationScans),
        figure(score.neverConfirmed),
        `${figure(100 * score.missedShare)} %`,
        figure(score.falsePerScan),
        figure(score.switches),
      ]),
    ),
  );
  return [
    "Speed: by processor time, median (least – greatest) of the rounds, contenders in turn in each round; ours after " +
      `${WARM_UP_RUNS} runs of warm-up, the native baseline after one. Reading the scenario is not timed. Scan times are wall ` +
      "times where not said otherwise. The yardstick gives its own figure, the best of its runs by wall time; it has " +
      "no untimed run.",
    speed,
    "Accuracy of the same code on the same scenarios, means over seeds.",
    accuracy,
    ...(report.missing === null ? [] : [report.missing]),
  ].join("\n\n");
}
