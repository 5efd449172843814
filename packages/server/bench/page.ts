import { adaptersText } from "./adapters-section.ts";
import { classText } from "./classes.ts";
import type { CompanionOutput } from "./companions.ts";
import { crossingText } from "./crossing-text.ts";
import type { EngineResult } from "./engine-section.ts";
import { fanOutText } from "./fan-out-text.ts";
import { goalVerdicts } from "./goals.ts";
import type { ImpactReport } from "./impact-section.ts";
import { latencyText } from "./latency-text.ts";
import { launchText } from "./launch-section.ts";
import { SHARED_MOST } from "./machine.ts";
import { pipelineText } from "./pipeline-text.ts";
import type { ReplayFigures } from "./replay-section.ts";
import { raidText } from "./raid-text.ts";
import { polygonText } from "./polygon-section.ts";
import {
  type BenchFigures,
  type BenchReport,
  type Measured,
  type Section,
  SECTIONS,
} from "./report.ts";
import { figure, quantilesText, spreadText, table } from "./table.ts";
import type { WarningResult } from "./warning-section.ts";
import { accuracyTables, assignmentTable, speedTables } from "./track-tables.ts";

/** How a section's figures become text, under its heading. */
type SectionTexts = { readonly [S in Section]: (figures: BenchFigures[S]) => string };

const HEADINGS: Readonly<Record<Section, string>> = {
  speed: "Tracking speed",
  accuracy: "Tracking accuracy",
  crossings: "Objects that cross",
  classes: "Classes",
  assignment: "Sparse assignment",
  engine: "Engine",
  warnings: "Seconds of warning",
  raids: "Seconds of warning under generated attacks",
  impacts: "Impacts",
  launches: "Launches",
  polygons: "Probability of a polygon",
  pipeline: "Detection to warning",
  replay: "Replay",
  adapters: "Adapters",
  "fan-out": "Telling ten thousand pages",
  latency: "From bytes to a siren and a page",
  parts: "Parts",
};

const TEXTS: SectionTexts = {
  speed: (figures) => [SCENARIO, speedTables(figures)].join("\n\n"),
  accuracy: accuracyTables,
  crossings: crossingText,
  classes: classText,
  assignment: assignmentTable,
  engine: engineText,
  warnings: warningsText,
  raids: raidText,
  impacts: impactText,
  launches: launchText,
  polygons: polygonText,
  pipeline: pipelineText,
  replay: replayText,
  adapters: adaptersText,
  "fan-out": fanOutText,
  latency: latencyText,
  parts: (figures) => figures.flatMap(companionText).join("\n\n"),
};

/** The page `docs/reference/benchmarks.md`, and what a run prints. */
export function benchmarksPage(report: BenchReport): string {
  const sections = [
    "# Benchmarks",
    INTRODUCTION,
    "## Goals",
    goalsText(report),
    ...SECTIONS.flatMap((section) => sectionTexts(report, section)),
  ];
  return `${sections.join("\n\n")}\n`;
}

function sectionTexts<S extends Section>(
  report: Pick<BenchReport, S>,
  section: S,
): readonly string[] {
  const measured: Measured<BenchFigures[S]> | null = report[section];
  if (measured === null) return [];
  return [`## ${HEADINGS[section]}`, measuredText(measured), TEXTS[section](measured.figures)];
}

const INTRODUCTION = `What the benchmarks measured. \`npm run bench -- --write\` writes this page, section by section as each is done, out of the figures beside it in
\`benchmarks/\`; it is not edited by hand. Each section says when, where and at which commit it was measured. Ratios between
contenders of the same run are what counts: absolute figures hold for the machine named, and wall times grow when other
processes share it. Processor times leave those out, but also the compiler's and collector's own threads.`;

const SCENARIO = `One radar, 1 Hz, 60 scans; 60 % drones that fly straight and sometimes turn, 40 % bodies in free flight that come down
within 3 km; errors of 10 m, 2 mrad, 2 mrad and 1 m/s; detection probability 0.9; clutter max(20, 0.1 · objects) a scan. The
bodies' drag follows a curve over Mach and a wind blows; no tracker is told. The native baseline is our own GNN-EKF in C++
(\`packages/server/bench/native\`): one model of constant velocity, no Doppler. The main tracker uses Doppler, a bank of motion
models and a probability of existence: it does more work for each detection, and the accuracy shows what for.`;

function measuredText({ command, machine, othersShare }: Measured<unknown>): string {
  const changed =
    machine.changedFiles === 0
      ? ""
      : `, with ${machine.changedFiles} changed files in the checkout`;
  const others =
    othersShare === null
      ? ""
      : `; other processes had ${figure(100 * othersShare)} % of the processors meanwhile` +
        (othersShare > SHARED_MOST ? ": **wall times are too long**" : "");
  const clockUs = 1000 * machine.processorClockErrorMs;
  const { processor, cores, memoryGib, platform, node } = machine;
  return `*${machine.date}, commit ${machine.commit}${changed}, by* \`${command}\` *on ${processor}, ${cores} cores, ${memoryGib} GiB, ${platform}, Node ${node}${others}. The processor clock was off by ${figure(clockUs)} µs over half a millisecond.*`;
}

function goalsText(report: BenchReport): string {
  const rows = goalVerdicts(report).map(({ row, goal, gate, measured, verdict }) => [
    row,
    goal,
    gate,
    measured,
    verdict,
  ]);
  return [
    "Goals of the design that these figures speak to, by the numbers of their own list. Row 15 is not measured by this command.",
    table(["row", "goal", "gate", "measured", "verdict"], rows),
  ].join("\n\n");
}

const ENGINE =
  "Tracking, projection, assessment against five areas, decisions and area states; no record, no channel. After each run of Stone Soup, of minutes, the engine runs once before the run that counts.";

/** What had run before the first figure that counts. */
const engineWarmUp = (result: EngineResult): readonly string[] => {
  const { objects, warmUpDetections, firstDetectionsPerSecond } = result;
  if (warmUpDetections === undefined || firstDetectionsPerSecond === undefined) return [];
  return [
    `${objects} objects: warmed up by ${warmUpDetections} detections; the first run, 60 looks, made ${figure(firstDetectionsPerSecond)} detections/s.`,
  ];
};

function engineText(results: readonly EngineResult[]): string {
  return [
    ENGINE,
    ...results.flatMap(engineWarmUp),
    table(
      [
        "objects",
        "detections/s",
        "look ms p50 / p99 / max",
        "the same in processor ms",
        "decisions",
        "warnings",
        "Stone Soup JPDA in the same rounds, detections/s",
      ],
      results.map((result) => [
        String(result.objects),
        spreadText(result.detectionsPerSecond),
        quantilesText(result.lookMs),
        quantilesText(result.lookProcessorMs),
        String(result.decisions),
        String(result.warnings),
        result.soup === null ? "–" : spreadText(result.soup.detectionsPerSecond),
      ]),
    ),
  ].join("\n\n");
}

function warningsText(result: WarningResult): string {
  const { objects, seeds, delayScans, hits, leadS, oracleLeadS } = result;
  const share = (value: number): string => `${figure(100 * value)} %`;
  return [
    `The engine over ${seeds} scenarios of ${objects} objects, and the same engine given one object's detections at a time (the oracle). A take-cover
counts for an object and an area, at its first decision; a hit is a body that comes down in the area, told by the truth.`,
    table(
      ["figure", "engine", "oracle"],
      [
        ["hits", String(hits), String(hits)],
        ["of these warned of", String(result.hitsWarned), String(result.oracleHitsWarned)],
        [
          "s of warning before a hit, median / 5 %",
          `${figure(leadS.p50)} / ${figure(leadS.p5)}`,
          `${figure(oracleLeadS.p50)} / ${figure(oracleLeadS.p5)}`,
        ],
        [
          "take-covers for an area that the object did not hit",
          share(result.needlessShare),
          share(result.oracleNeedlessShare),
        ],
        [
          "scans after the oracle, p50 / p95",
          `${figure(delayScans.p50)} / ${figure(delayScans.p95)}`,
          "–",
        ],
        [
          "take-covers of one that the other lacks",
          String(result.engineOnly),
          String(result.oracleOnly),
        ],
      ],
    ),
  ].join("\n\n");
}

function impactText({ command, rows }: ImpactReport): string {
  return [
    `\`${command}\`: said impacts against the truth and against the Cramér–Rao bound, through the real tracker ([projection](../concepts/projection.md#how-good-it-is)).`,
    table(
      ["law", "radar", "s", "error m", "bound m", "over it", "90 % held", "its area km²"],
      rows
        .filter(({ radar }) => radar !== "all")
        .map((entry) => [
          entry.model === "matched" ? "known" : "unknown",
          entry.radar,
          String(entry.timeS),
          figure(entry.rmsM ?? NaN),
          figure(entry.boundM ?? NaN),
          figure(entry.ratio),
          figure(entry.held90),
          figure(entry.areaKm2 ?? NaN),
        ]),
    ),
  ].join("\n\n");
}

/** Of a longer replay the memory is told at every tenth minute. */
const MEMORY_MINUTES_MAX = 20;

function replayText(replay: ReplayFigures): string {
  const { rssMib, minutes } = replay;
  const apart = minutes > MEMORY_MINUTES_MAX ? 10 : 1;
  const settled = rssMib.slice(1).filter((_, minute) => (minute + 1) % apart === 0);
  const text = `${minutes} minutes of a made-up airport radar as ASTERIX 048 and 034 (4 s turn, 60 aircraft, 200 clutter plots a turn, no
elevation): decoded, stepped through the pipeline, recorded in the inline journal and synced, in a process of its own.`;
  return [
    text,
    table(
      ["figure", "value"],
      [
        ["times real time, by processor time", figure(replay.timesRealTime)],
        ["times real time, by wall time", figure((minutes * 60) / replay.wallS)],
        ["decoding's share of the wall time", `${figure((100 * replay.decodeS) / replay.wallS)} %`],
        [
          "datagrams / plots / rejected",
          [replay.datagrams, replay.plots, replay.rejected].join(" / "),
        ],
        ["records in the journal", String(replay.records)],
        [
          "tracks confirmed (of 60 aircraft, each new when it comes back in)",
          String(replay.tracksConfirmed),
        ],
        ["warnings / faults", `${replay.warnings} / ${replay.faults}`],
        ["resident memory at the start, MiB", String(rssMib[0])],
        [
          `resident memory after each ${apart === 1 ? "minute" : `${apart} minutes`}, MiB`,
          settled.join(", "),
        ],
      ],
    ),
  ].join("\n\n");
}

const companionText = ({ title, command, output, failed }: CompanionOutput): string[] => [
  `### ${title}`,
  `\`${command}\`${failed ? " failed:" : ""}`,
  `\`\`\`text\n${output}\n\`\`\``,
];
