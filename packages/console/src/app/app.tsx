import type { ReactElement } from "react";
import { LivePage } from "../live/live-page.tsx";
import { PlayerPage } from "../player/player-page.tsx";
import { StoriesHome } from "../story/stories-home.tsx";
import { StoryPage } from "../story/story-page.tsx";
import { NotFound } from "./not-found.tsx";
import { type Route, useRoute } from "./route.ts";

export function App(): ReactElement {
  return pageOf(useRoute());
}

/** A key for each thing shown, so that nothing of the one before stays on the screen. */
function pageOf(route: Route): ReactElement {
  switch (route.page) {
    case "home":
      return <StoriesHome />;
    case "story":
      return <StoryPage key={route.id} id={route.id} />;
    case "source":
      return (
        <PlayerPage key={route.id} id={route.id} atUs={route.atUs} decision={route.decision} />
      );
    case "live":
      return <LivePage />;
    case "not-found":
      return <NotFound path={route.path} />;
  }
}
