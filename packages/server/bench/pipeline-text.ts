import type { PipelineResult } from "./pipeline-section.ts";
import { SLOWEST_SHARE } from "./pipeline-section.ts";
import { figure, quantilesText, spreadText, table } from "./table.ts";
import { LAP_PARTS, type LapShares } from "./warning-laps.ts";

export function pipelineText(results: readonly PipelineResult[]): string {
  return [
    "The whole pipeline with the threaded journal on a real disk, wall times in ms, p50 / p99 / max: from handing a scan's ASTERIX " +
      "datagram in to the end of its step (decoded, decided and recorded), and to having written a warning to a connection of this " +
      "machine with its record on the disk. " +
      "The journal catches up between looks, as it does when they come once a second. " +
      (results.some(({ practised }) => practised)
        ? "A post practises when it starts, and so did this process, before anything was measured. "
        : "") +
      (results.some(({ scenarios }) => scenarios !== undefined)
        ? "There are as many scenarios, each with a seed of its own, as it takes to come to 1,000 warnings: their p99 is the tenth slowest."
        : "Of so few warnings p99 is one of the slowest two or three, and luck: what is measured from now on goes on to 1,000."),
    table(
      [
        "objects",
        "scenarios",
        "looks",
        "bytes → step done",
        "the same in processor ms",
        "bytes → warning written",
        "the same in processor ms",
        "warnings",
        "left unrecorded",
        "detections/s",
      ],
      results.map((result) => [
        String(result.objects),
        String(result.scenarios ?? ""),
        String(result.looks),
        quantilesText(result.lookMs),
        quantilesText(result.lookProcessorMs),
        quantilesText(result.warningMs),
        result.warningProcessorMs === undefined ? "" : quantilesText(result.warningProcessorMs),
        String(result.warningMs.count),
        String(result.unrecorded),
        spreadText(result.detectionsPerSecond),
      ]),
    ),
    ...lapTexts(results),
  ].join("\n\n");
}

/** Where the time of warnings goes, that of the slowest beside that of all. */
function lapTexts(results: readonly PipelineResult[]): readonly string[] {
  const rows = results.flatMap(({ objects, laps }) =>
    laps === undefined
      ? []
      : [
          lapRow(`${objects}, all`, laps.all),
          lapRow(`${objects}, the slowest ${figure(100 * SLOWEST_SHARE)} %`, laps.slowest),
        ],
  );
  if (rows.length === 0) return [];
  return [
    "Where the time until a warning goes, ms of wall time on average: decoding and recording its look; tracking, as far as the engine did it " +
      "first; tracks that stood in line before its own, and its own; records, words and sockets; waiting for the disk. The collector's pauses " +
      "lie anywhere in these, and beside them how many met a warning: most come between two looks, when the event loop has nothing to do. What it marks in steps Node does not tell of. " +
      "The same time by what the thread did: on a processor, or in line for one that another thread had; what is left it slept, for the disk. Last, how many pieces of tracks in line were worked on until then.",
    table(
      [
        "objects",
        "warnings",
        "in all",
        ...LAP_PARTS,
        "of it collecting",
        "on a processor",
        "in line for one",
        "pieces in line",
      ],
      rows,
    ),
  ];
}

const lapRow = (name: string, shares: LapShares): readonly string[] => [
  name,
  String(shares.warnings),
  figure(shares.totalMs),
  ...LAP_PARTS.map((part) => figure(shares.partsMs[part])),
  collectingText(shares),
  ...[shares.processorMs, shares.inLineMs, shares.piecesInLine].map((value) =>
    value === undefined || value === null ? "" : figure(value),
  ),
];

const collectingText = ({ collectingMs, pauses }: LapShares): string =>
  figure(collectingMs) + (pauses === undefined ? "" : ` (${pauses.met} of ${pauses.of} pauses)`);
