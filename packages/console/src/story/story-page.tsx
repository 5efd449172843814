import type { ReactElement } from "react";
import { getStory } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Wide } from "./wide.tsx";
import { StoryView } from "./story-view.tsx";

/** One event: what was said of it, and the recordings of what may have happened. */
export function StoryPage({ id }: { readonly id: string }): ReactElement {
  const story = useRemote(`story ${id}`, (signal) => getStory(id, signal));
  return (
    <Wide>
      {story.state === "loading" && <p className="soft">Loading…</p>}
      {story.state === "failed" && <p role="alert">{story.message}</p>}
      {story.state === "ready" && <StoryView story={story.value} />}
    </Wide>
  );
}
