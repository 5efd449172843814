import type { ReactElement } from "react";
import { getStory } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { sourcePath } from "../app/route.ts";

/** One event: what was said of it, and the recordings of what may have happened. */
export function StoryPage({ id }: { readonly id: string }): ReactElement {
  const story = useRemote(`story ${id}`, (signal) => getStory(id, signal));
  if (story.state !== "ready") {
    return (
      <Page title="Story">
        <p>{story.state === "failed" ? story.message : "Loading…"}</p>
      </Page>
    );
  }
  return (
    <Page title={story.value.title}>
      <p>{story.value.summary}</p>
      <ul>
        {story.value.variants.map((variant) => (
          <li key={variant.id}>
            <a href={sourcePath(variant.id)}>{variant.title}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
