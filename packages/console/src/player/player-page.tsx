import type { SourceDetail, Timeline } from "@tocsin/sdk";
import { type ReactElement, useCallback, useEffect, useMemo } from "react";
import { getSource, getTimeline } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { eventBounds } from "../map/bounds.ts";
import { Screen } from "../screen/screen.tsx";
import type { Tab } from "../screen/tabs.tsx";
import { browserFrames, TimelineSource } from "../source/timeline-source.ts";
import { useSourceState } from "../source/use-source.ts";
import type { WhyAsked } from "../why/why-drawer.tsx";
import { AboutRecording } from "./about-recording.tsx";
import { MarksList } from "./marks-list.tsx";
import { PlayerControls } from "./player-controls.tsx";
import { usePlayerKeys } from "./use-player-keys.ts";
import "../styles/player.css";

interface Properties {
  readonly id: string;
  readonly atUs: number | null;
  readonly decision: number | null;
}

/** A recording on the operator's screen. */
export function PlayerPage({ id, atUs, decision }: Properties): ReactElement {
  const recording = useRemote(`recording ${id}`, (signal) =>
    Promise.all([getSource(id, signal), getTimeline(id, signal)]),
  );
  if (recording.state === "ready") {
    const [detail, timeline] = recording.value;
    return <Player detail={detail} timeline={timeline} atUs={atUs} decision={decision} />;
  }
  return (
    <Page title="Recording">
      {recording.state === "loading" ? (
        <p className="soft">Loading the recording…</p>
      ) : (
        <p role="alert">
          {recording.message} <a href="#/">All recordings</a>
        </p>
      )}
    </Page>
  );
}

function Player(properties: {
  readonly detail: SourceDetail;
  readonly timeline: Timeline;
  readonly atUs: number | null;
  readonly decision: number | null;
}): ReactElement {
  const { detail, timeline, atUs, decision } = properties;
  const source = useMemo(() => new TimelineSource(timeline, browserFrames, atUs), [timeline, atUs]);
  useEffect(() => () => source.pause(), [source]);
  const state = useSourceState(source);
  const bounds = useMemo(
    () => eventBounds(detail.site, timeline.pictures),
    [detail.site, timeline.pictures],
  );
  const seek = useCallback((timeUs: number) => source.seek(timeUs), [source]);
  usePlayerKeys(source);
  const more = (open: (asked: WhyAsked) => void): Tab[] => [
    {
      id: "events",
      title: "Events",
      content: <MarksList marks={timeline.marks} moments={source.marks} onSeek={seek} />,
    },
    { id: "about", title: "About", content: <AboutRecording detail={detail} onAnswer={open} /> },
  ];
  return (
    <Screen
      detail={detail}
      state={state}
      bounds={bounds}
      seek={seek}
      pastOfUs={null}
      asked={
        decision === null ? null : { kind: "query", query: { of: "decision", number: decision } }
      }
      more={more}
      foot={<PlayerControls source={source} />}
    />
  );
}
