import type { ProtectionSummary } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { PROTECTION_WORDS } from "../format/words.ts";
import { ProtectionMark } from "../panels/protection-panel.tsx";
import { PlayerControls } from "../player/player-controls.tsx";
import type { TimelineSource } from "../source/timeline-source.ts";

/** Below the present: the way into the past. */
export function PresentFoot(properties: {
  readonly connected: boolean;
  readonly loading: boolean;
  readonly notice: string | null;
  readonly onLookBack: () => void;
}): ReactElement {
  const { connected, loading, notice, onLookBack } = properties;
  return (
    <footer className="live-foot" aria-label="Time">
      <span className="live-now">{connected ? "Now" : "Not connected"}</span>
      <button
        type="button"
        className="button"
        disabled={loading || !connected}
        onClick={onLookBack}
      >
        {loading ? "Reading the record…" : "Look back"}
      </button>
      <span className="soft small live-foot-note" role="status">
        {notice ?? "at the last ten minutes, as this post recorded them"}
      </span>
    </footer>
  );
}

/** Below the past: where in it one is, how things stand now, and the way back. */
export function PastFoot(properties: {
  readonly source: TimelineSource;
  readonly now: ProtectionSummary | null;
  readonly onReturn: () => void;
}): ReactElement {
  const { source, now, onReturn } = properties;
  return (
    <div className="past-foot">
      <section className="past-return" aria-label="Present">
        <button type="button" className="button-strong" onClick={onReturn}>
          Back to live
        </button>
        {now !== null && (
          <p className="past-now" data-status={now.status}>
            Now: <ProtectionMark status={now.status} />
            {PROTECTION_WORDS[now.status]}
          </p>
        )}
      </section>
      <PlayerControls source={source} />
    </div>
  );
}
