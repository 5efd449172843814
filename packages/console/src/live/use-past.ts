import type { Picture, Timeline } from "@tocsin/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { getTimeline } from "../api/api-client.ts";
import type { SourceState } from "../source/picture-source.ts";
import { browserFrames, TimelineSource } from "../source/timeline-source.ts";

/** What is shown of a running post: the present, or its recorded past. */
export type Past =
  | { readonly state: "none"; readonly notice: string | null }
  | { readonly state: "loading" }
  | { readonly state: "shown"; readonly source: TimelineSource };

const PRESENT: Past = { state: "none", notice: null };

/**
 * Looks back into a running post's record, and returns. The present comes first: a new alarm, or a lost connection,
 * ends the look back by itself, so that nobody watches the past while people have to take cover.
 */
export function usePast(present: SourceState): {
  readonly past: Past;
  readonly lookBack: () => void;
  readonly returnToLive: () => void;
} {
  const [past, setPast] = useState<Past>(PRESENT);
  const abort = useRef<AbortController | null>(null);
  const leave = useCallback((notice: string | null): void => {
    abort.current?.abort();
    abort.current = null;
    setPast((before) => {
      if (before.state === "shown") before.source.pause();
      return before.state === "none" && before.notice === notice
        ? before
        : { state: "none", notice };
    });
  }, []);
  const lookBack = useCallback((): void => {
    const asked = new AbortController();
    abort.current?.abort();
    abort.current = asked;
    setPast({ state: "loading" });
    const ifStillAsked =
      <A>(act: (answer: A) => void) =>
      (answer: A): void => {
        if (!asked.signal.aborted) act(answer);
      };
    getTimeline("live", asked.signal).then(
      ifStillAsked((timeline) => setPast({ state: "shown", source: pastSource(timeline) })),
      ifStillAsked((error: unknown) =>
        leave(error instanceof Error ? error.message : String(error)),
      ),
    );
  }, [leave]);
  const returnToLive = useCallback(() => leave(null), [leave]);
  const away = past.state !== "none";
  useRecall({ present, away, recall: leave });
  useEffect(() => () => abort.current?.abort(), []);
  return { past, lookBack, returnToLive };
}

/** Begins where the record ends: from there one goes back. */
const pastSource = (timeline: Timeline): TimelineSource =>
  new TimelineSource(timeline, browserFrames, timeline.endUs);

function useRecall(options: {
  readonly present: SourceState;
  readonly away: boolean;
  readonly recall: (notice: string) => void;
}): void {
  const { present, away, recall } = options;
  const before = useRef<Picture | null>(null);
  useEffect(() => {
    const { picture, connection } = present;
    const urgent = picture !== null && isMoreUrgent(before.current, picture);
    before.current = picture;
    if (!away) return;
    if (urgent) recall("A new alarm brought you back to the present.");
    else if (connection === "lost") recall("The lost connection brought you back to the present.");
  }, [present, away, recall]);
}

const RANK = { "pre-alert": 1, "take-cover": 2 } as const;

/** Whether an area is told more than it was told before. */
export function isMoreUrgent(before: Picture | null, after: Picture): boolean {
  const ranks = new Map(before?.areas.map(({ id, stage }) => [id, rankOf(stage)]));
  return after.areas.some(({ id, stage }) => rankOf(stage) > (ranks.get(id) ?? 0));
}

const rankOf = (stage: keyof typeof RANK | null): number => (stage === null ? 0 : RANK[stage]);
