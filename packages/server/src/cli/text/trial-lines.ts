import { degrees, type Detection, type Look, type TimeUs } from "@tocsin/core";
import type { GenericOutput } from "../../adapters/generic/record-reader.ts";
import type { TrialEntry } from "../../run/try-input.ts";

/** What was understood of one line, in words. */
export const trialLines = ({ number, shown, outputs }: TrialEntry): readonly string[] =>
  outputs.length === 0
    ? [line(number, "nothing", "no record in it")]
    : outputs.flatMap((output) => outputLines(number, output, shown));

function outputLines(number: number, output: GenericOutput, shown: string): readonly string[] {
  switch (output.type) {
    case "rejected":
      return [
        line(number, "REFUSED", output.problem.words),
        ...(shown === "" ? [] : [line(null, "", shown)]),
      ];
    case "health":
      return [line(number, "health", `${output.sensorId} ${output.status}: ${output.reason}`)];
    case "look":
      return lookLines(number, output.look);
  }
}

function lookLines(number: number, look: Look): readonly string[] {
  const { sensorId, sweep, fromUs, toUs, detections } = look;
  const seen = detections.map((each) =>
    line(sweep === null ? number : null, each.kind, `${sensorId}  ${detectionText(each)}`),
  );
  if (sweep === null) return seen;
  const from = degrees(sweep.azimuthFromRad).toFixed(1);
  const width = degrees(sweep.azimuthWidthRad).toFixed(1);
  const lasted = ((toUs - fromUs) / 1e6).toFixed(2);
  const count = detections.length === 0 ? "saw nothing" : `saw ${detections.length}`;
  const words = `${sensorId}  ${timeText(toUs)}  looked ${width}° from ${from}° for ${lasted} s and ${count}`;
  return [line(number, "sweep", words), ...seen];
}

function detectionText(detection: Detection): string {
  const time = timeText(detection.sensedUs);
  switch (detection.kind) {
    case "polar":
      return [
        time,
        `${detection.rangeM} m ± ${detection.rangeSigmaM}`,
        angle(detection.azimuthRad, detection.azimuthSigmaRad),
        ...elevationText(detection),
        ...(detection.rangeRateMps === null ? [] : [`${detection.rangeRateMps} m/s`]),
        ...heightText(detection),
      ].join("  ");
    case "bearing":
      return [
        time,
        angle(detection.azimuthRad, detection.azimuthSigmaRad),
        ...elevationText(detection),
      ].join("  ");
    case "position":
      return [
        time,
        `${degrees(detection.latitudeRad).toFixed(6)}°, ${degrees(detection.longitudeRad).toFixed(6)}° ± ${Math.sqrt(detection.covarianceEeM2)} m`,
        ...heightText(detection),
        ...(detection.velocity === null
          ? []
          : [
              `${Math.hypot(detection.velocity.eastMps, detection.velocity.northMps).toFixed(1)} m/s`,
            ]),
      ].join("  ");
  }
}

const angle = (valueRad: number, sigmaRad: number): string =>
  `${round(degrees(valueRad))}° ± ${round(degrees(sigmaRad))}`;
const elevationText = (detection: {
  readonly elevationRad: number | null;
  readonly elevationSigmaRad: number;
}): readonly string[] =>
  detection.elevationRad === null
    ? []
    : [`elevation ${angle(detection.elevationRad, detection.elevationSigmaRad)}`];
const heightText = (detection: {
  readonly heightM: number | null;
  readonly heightSigmaM: number;
}): readonly string[] =>
  detection.heightM === null ? [] : [`height ${detection.heightM} m ± ${detection.heightSigmaM}`];
const round = (value: number): string => String(Number(value.toFixed(4)));
const timeText = (timeUs: TimeUs): string => new Date(timeUs / 1_000).toISOString();
const line = (number: number | null, kind: string, words: string): string =>
  `${String(number ?? "").padStart(5)}  ${kind.padEnd(8)}  ${words}`;
