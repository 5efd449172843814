import type { ReactElement } from "react";
import { getSources } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { sourcePath } from "../app/route.ts";

/** What there is to look at. */
export function StoriesHome(): ReactElement {
  const sources = useRemote("sources", getSources);
  return (
    <Page title="Recordings">
      {sources.state === "loading" && <p>Loading…</p>}
      {sources.state === "failed" && <p role="alert">{sources.message}</p>}
      {sources.state === "ready" && (
        <ul>
          {sources.value.map(({ id, kind, title, summary }) => (
            <li key={id}>
              <a href={kind === "live" ? "#/live" : sourcePath(id)}>{title}</a>
              <p>{summary}</p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
