import type { ReactElement } from "react";
import { elapsedText } from "../format/time.ts";
import type { PlaybackState, TimelineSource } from "../source/timeline-source.ts";
import { MARK_WORDS, markTone } from "./mark-words.ts";

/** A slider over the whole recording, with what happened marked above it. */
export function ScrubBar(properties: {
  readonly source: TimelineSource;
  readonly playback: PlaybackState;
}): ReactElement {
  const { source, playback } = properties;
  const { startUs, endUs, timeUs } = playback;
  const share = (us: number): string => `${(100 * (us - startUs)) / Math.max(1, endUs - startUs)}%`;
  return (
    <div className="scrub">
      <div className="scrub-marks">
        {source.timeline.marks.map((mark, index) => (
          <button
            key={`${mark.timeUs} ${mark.kind} ${mark.text}`}
            type="button"
            tabIndex={-1}
            className="scrub-mark"
            data-tone={markTone(mark.kind)}
            data-kind={mark.kind}
            style={{ left: share(mark.timeUs) }}
            title={`${elapsedText((mark.timeUs - startUs) / 1e6)} ${MARK_WORDS[mark.kind]}: ${mark.text}`}
            aria-hidden="true"
            onClick={() => source.seek(source.marks[index]?.timeUs ?? mark.timeUs)}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label="Moment of the recording"
        aria-valuetext={`${elapsedText((timeUs - startUs) / 1e6)} of ${elapsedText((endUs - startUs) / 1e6)}`}
        min={0}
        max={(endUs - startUs) / 1e6}
        step={source.timeline.stepS}
        value={(timeUs - startUs) / 1e6}
        style={{ "--share": share(timeUs) } as Record<string, string>}
        onChange={({ target }) => source.seek(startUs + Number(target.value) * 1e6)}
      />
    </div>
  );
}
