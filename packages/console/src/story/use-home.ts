import type { SourceSummary, Story } from "@tocsin/sdk";
import { useEffect, useState } from "react";
import { getSources, getStories } from "../api/api-client.ts";
import type { Remote } from "../api/use-remote.ts";

export interface HomeMaterial {
  readonly sources: readonly SourceSummary[];
  readonly stories: readonly Story[];
}

/** The server prepares its recordings while it serves: it is asked again until each story has one. */
const AGAIN_MS = 1_000;
const TRIES_MAX = 120;

export function useHome(): Remote<HomeMaterial> {
  const [remote, setRemote] = useState<Remote<HomeMaterial>>({ state: "loading" });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (tries: number): Promise<void> => {
      const [sources, stories] = await Promise.all([
        getSources(abort.signal),
        getStories(abort.signal),
      ]);
      if (abort.signal.aborted) return;
      setRemote({ state: "ready", value: { sources, stories } });
      if (tries < TRIES_MAX && stories.some(({ variants }) => variants.length === 0)) {
        timer = setTimeout(() => attempt(tries + 1), AGAIN_MS);
      }
    };
    const attempt = (tries: number): void => {
      load(tries).catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setRemote((held) => (held.state === "ready" ? held : { state: "failed", message }));
      });
    };
    attempt(0);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, []);
  return remote;
}
