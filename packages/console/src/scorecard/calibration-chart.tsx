import type { CalibratedTally, ReliabilityBin } from "@tocsin/core";
import type { ReactElement } from "react";
import { countText } from "../format/quantity.ts";

const SIZE = 160;

/** What was said against how often it came: on the diagonal it is right. Each point is as large as it has forecasts. */
export function CalibrationChart({
  tally,
}: {
  readonly tally: CalibratedTally;
}): ReactElement | null {
  const { calibration, calibrationUnknown } = tally;
  const { brier, count, unsure, bins } = calibration;
  if (brier === null) return null;
  return (
    <div className="score-calibration">
      <svg
        viewBox={`-4 -4 ${SIZE + 8} ${SIZE + 8}`}
        width={SIZE}
        height={SIZE}
        role="img"
        aria-label="Said probability to the right, how often it came upwards"
      >
        <rect width={SIZE} height={SIZE} className="score-plot" />
        <line x1={0} y1={SIZE} x2={SIZE} y2={0} className="score-diagonal" />
        {bins.map((bin, i) => (
          <circle
            key={i}
            cx={bin.meanSaid * SIZE}
            cy={SIZE - cameShare(bin) * SIZE}
            r={3 + Math.min(5, Math.sqrt(bin.count))}
            className="score-point"
          />
        ))}
      </svg>
      <div>
        <h3>Were the probabilities right?</h3>
        <p className="number">
          Brier score {brier.toFixed(3)} over {countText(count)}, {countText(unsure)} of them unsure
          {calibrationUnknown > 0 && `; ${countText(calibrationUnknown)} of which nobody knows`}.
        </p>
        <p className="soft small">
          To the right what was said first of a track and an area, upwards how often it came. On the
          line it is right.
        </p>
      </div>
    </div>
  );
}

const cameShare = ({ came, count }: ReliabilityBin): number => (count === 0 ? 0 : came / count);
