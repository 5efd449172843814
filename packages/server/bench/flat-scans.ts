import {
  CLASSICAL_SETTINGS,
  ClassicalKernel,
  type ExpectedSector,
  type PlotSensor,
  wrapPi,
} from "@tocsin/core";
import { processorSeconds } from "./processor-time.ts";
import { type BenchScenario, RADAR } from "./scenario.ts";

/** A scan as the kernel takes it in: it is made before the clock runs, as the native programs' input is. */
interface FlatScan {
  readonly timeS: number;
  readonly range: Float64Array;
  readonly azimuth: Float64Array;
  readonly elevation: Float64Array;
}

export function flatScans(scenario: BenchScenario): readonly FlatScan[] {
  return scenario.scans.map(({ timeUs, look }) => {
    const plots = look.detections.flatMap((detection) =>
      detection.kind === "polar" ? [detection] : [],
    );
    return {
      timeS: timeUs / 1e6,
      range: Float64Array.from(plots, ({ rangeM }) => rangeM),
      azimuth: Float64Array.from(plots, ({ azimuthRad }) => wrapPi(azimuthRad)),
      elevation: Float64Array.from(plots, ({ elevationRad }) => elevationRad ?? 0),
    };
  });
}

const SENSOR: PlotSensor = {
  rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  positionM: new Float64Array(3),
  isAligned: true,
  rangeVariance: RADAR.rangeSigmaM * RADAR.rangeSigmaM,
  azimuthVariance: RADAR.azimuthSigmaRad * RADAR.azimuthSigmaRad,
  elevationVariance: RADAR.elevationSigmaRad * RADAR.elevationSigmaRad,
};
const ALL_ROUND: ExpectedSector = { middleRad: 0, halfWidthRad: Math.PI };

/** The native baseline's settings. */
export const createBenchKernel = (): ClassicalKernel =>
  new ClassicalKernel({
    ...CLASSICAL_SETTINGS,
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 5,
    tracksMax: 1_000_000,
  });

/** Runs all scans from no tracks on; gives the processor time of the whole, pushes that of each scan where asked to, and tells when a scan is done. */
export function runKernel(
  kernel: ClassicalKernel,
  scans: readonly FlatScan[],
  scanMs: number[] | null,
  onScan: ((scan: number) => void) | null = null,
): number {
  kernel.confirmed.count = 0;
  kernel.tentative.count = 0;
  kernel.nextSerial = 0;
  let lastS = scans[0].timeS;
  const begun = processorSeconds();
  for (let scan = 0; scan < scans.length; scan++) {
    const { timeS, range, azimuth, elevation } = scans[scan];
    const before = scanMs === null ? 0 : processorSeconds();
    const { plots } = kernel;
    plots.begin(range.length);
    plots.range.set(range);
    plots.azimuth.set(azimuth);
    plots.elevation.set(elevation);
    plots.index();
    kernel.process(SENSOR, timeS - lastS, ALL_ROUND);
    lastS = timeS;
    scanMs?.push(1000 * (processorSeconds() - before));
    onScan?.(scan);
  }
  return processorSeconds() - begun;
}
