import { type ReactElement, useSyncExternalStore } from "react";
import { elapsedText } from "../format/time.ts";
import {
  PLAYBACK_RATES,
  type PlaybackRate,
  type PlaybackState,
  type TimelineSource,
} from "../source/timeline-source.ts";
import { nextMarkUs } from "./next-mark.ts";
import { ScrubBar } from "./scrub-bar.tsx";

export function PlayerControls({ source }: { readonly source: TimelineSource }): ReactElement {
  const playback = useSyncExternalStore(
    (listener) => source.subscribe(listener),
    () => source.playback(),
  );
  const elapsed = (playback.timeUs - playback.startUs) / 1e6;
  const whole = (playback.endUs - playback.startUs) / 1e6;
  return (
    <footer className="player" aria-label="Playback">
      <Buttons source={source} playback={playback} />
      <p className="player-time number">
        <strong>{elapsedText(elapsed)}</strong> <span className="soft">/ {elapsedText(whole)}</span>
      </p>
      <ScrubBar source={source} playback={playback} />
      <label className="player-rate">
        <span className="unseen">Speed</span>
        <select
          value={playback.rate}
          onChange={({ target }) =>
            source.setRate(PLAYBACK_RATES.find((rate) => rate === Number(target.value)) ?? 1)
          }
        >
          {PLAYBACK_RATES.map((rate) => (
            <option key={rate} value={rate}>
              {rateText(rate)}
            </option>
          ))}
        </select>
      </label>
    </footer>
  );
}

const rateText = (rate: PlaybackRate): string => (rate === 0.5 ? "½×" : `${rate}×`);

function Buttons(properties: {
  readonly source: TimelineSource;
  readonly playback: PlaybackState;
}): ReactElement {
  const { source, playback } = properties;
  const { marks } = source;
  const before = nextMarkUs(marks, playback.timeUs, -1);
  const after = nextMarkUs(marks, playback.timeUs, 1);
  return (
    <div className="player-buttons">
      <IconButton
        name="Event before (P)"
        path="M4 4v12M16 4 7 10l9 6z"
        onPress={() => source.seek(before ?? playback.startUs)}
      />
      <IconButton name="Step back (←)" path="M13 4 5 10l8 6z" onPress={() => source.step(-1)} />
      <button
        type="button"
        className="play-button"
        aria-label={playback.playing ? "Pause (space)" : "Play (space)"}
        title={playback.playing ? "Pause (space)" : "Play (space)"}
        onClick={() => (playback.playing ? source.pause() : source.play())}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path
            d={
              playback.playing
                ? "M5 4h3.500v12H5zM11.500 4H15v12h-3.500z"
                : "M6 3.500 16.500 10 6 16.500z"
            }
          />
        </svg>
      </button>
      <IconButton name="Step on (→)" path="M7 4l8 6-8 6z" onPress={() => source.step(1)} />
      <IconButton
        name="Event after (N)"
        path="M16 4v12M4 4l9 6-9 6z"
        onPress={() => source.seek(after ?? playback.endUs)}
      />
    </div>
  );
}

function IconButton(properties: {
  readonly name: string;
  readonly path: string;
  readonly onPress: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={properties.name}
      title={properties.name}
      onClick={properties.onPress}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <path d={properties.path} stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
