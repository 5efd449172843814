import type { Picture, ProtectionSummary, SourceDetail } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { routePath } from "../app/route.ts";
import { PROTECTION_WORDS } from "../format/words.ts";
import { OutcomeButton } from "../outcome/outcome-button.tsx";
import { ProtectionMark } from "../panels/protection-panel.tsx";
import { PlayerControls } from "../player/player-controls.tsx";
import type { TimelineSource } from "../source/timeline-source.ts";
import { SelfTestAlarm, SelfTestSign } from "./self-test-sign.tsx";

/** Below the present: the way into the past, and whether the post came through its last test of itself. */
export function PresentFoot(properties: {
  readonly detail: SourceDetail;
  readonly connected: boolean;
  readonly picture: Pick<Picture, "timeUs" | "selfTest" | "areas" | "tracks"> | null;
  readonly loading: boolean;
  readonly notice: string | null;
  readonly onLookBack: () => void;
}): ReactElement {
  const { detail, connected, loading, notice, onLookBack } = properties;
  const { timeUs = 0, selfTest } = properties.picture ?? {};
  return (
    <footer aria-label="Time">
      {selfTest !== undefined && <SelfTestAlarm test={selfTest} nowUs={timeUs} />}
      <div className="live-foot">
        <span className="live-now">{connected ? "Now" : "Not connected"}</span>
        <button
          type="button"
          className="button"
          disabled={loading || !connected}
          onClick={onLookBack}
        >
          {loading ? "Reading the record…" : "Look back"}
        </button>
        <span
          className="soft small live-foot-note"
          role="status"
          data-says={notice === null ? "usual" : "notice"}
        >
          {notice ?? "at the last ten minutes, as this post recorded them"}
        </span>
        <OutcomeButton detail={detail} picture={properties.picture} />
        <a className="small" href={routePath({ page: "scorecard", id: "live" })}>
          Scorecard
        </a>
        <a className="small live-foot-drills" href={routePath({ page: "drills" })}>
          Exercises
        </a>
        {selfTest !== undefined && <SelfTestSign test={selfTest} nowUs={timeUs} />}
      </div>
    </footer>
  );
}

/** Below the past: where in it one is, how things stand now, and the way back. */
export function PastFoot(properties: {
  readonly detail: SourceDetail;
  /** The moment of it that is shown. */
  readonly picture: Pick<Picture, "timeUs" | "areas" | "tracks"> | null;
  readonly source: TimelineSource;
  readonly now: ProtectionSummary | null;
  readonly onReturn: () => void;
}): ReactElement {
  const { detail, picture, source, now, onReturn } = properties;
  return (
    <div className="past-foot">
      <section className="past-return" aria-label="Present">
        <button type="button" className="button-strong" onClick={onReturn}>
          Back to live
        </button>
        <OutcomeButton detail={detail} picture={picture} />
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
