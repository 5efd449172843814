import type { SourceSummary, Story } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { SourceCards } from "./source-cards.tsx";
import { StoryView } from "./story-view.tsx";
import { useHome } from "./use-home.ts";
import { Wide } from "./wide.tsx";

/** The first screen: the event that Tocsin was built for, then what else there is to look at. */
export function StoriesHome(): ReactElement {
  const home = useHome();
  return (
    <Wide>
      {home.state === "loading" && <p className="soft">Loading…</p>}
      {home.state === "failed" && <p role="alert">{home.message}</p>}
      {home.state === "ready" && <Home {...home.value} />}
    </Wide>
  );
}

function Home(properties: {
  readonly sources: readonly SourceSummary[];
  readonly stories: readonly Story[];
}): ReactElement {
  const { sources, stories } = properties;
  const story = stories.find(({ variants }) => variants.length > 1) ?? null;
  const told = new Set(story?.variants.map(({ id }) => id));
  const rest = sources.filter(({ id }) => !told.has(id));
  const coming = stories.filter(({ variants }) => variants.length === 0);
  return (
    <>
      {story === null ? <h1>Recordings</h1> : <StoryView story={story} />}
      <section className="next" aria-labelledby="next-title">
        <h2 id="next-title">{story === null ? "What there is to look at" : "More to watch"}</h2>
        {rest.length + coming.length === 0 ? (
          <p className="soft">There is nothing to look at on this server yet.</p>
        ) : (
          <SourceCards sources={rest} coming={coming} />
        )}
      </section>
    </>
  );
}
