import type { ReactElement } from "react";
import { AccountPage } from "../identity/account-page.tsx";
import { AccountsPage } from "../identity/accounts-page.tsx";
import { EnrolPage } from "../identity/enrol-page.tsx";
import { Gate } from "../identity/gate.tsx";
import { LivePage } from "../live/live-page.tsx";
import { PlanPage } from "../plan/plan-page.tsx";
import { PlayerPage } from "../player/player-page.tsx";
import { ScorecardPage } from "../scorecard/scorecard-page.tsx";
import { StoriesHome } from "../story/stories-home.tsx";
import { StoryPage } from "../story/story-page.tsx";
import { NotFound } from "./not-found.tsx";
import { type Route, useRoute } from "./route.ts";

export function App(): ReactElement {
  const route = useRoute();
  if (route.page === "enrol") return <EnrolPage key={route.secret} secret={route.secret} />;
  return <Gate>{pageOf(route)}</Gate>;
}

/** A key for each thing shown, so that nothing of the one before stays on the screen. */
function pageOf(route: Exclude<Route, { page: "enrol" }>): ReactElement {
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
    case "scorecard":
      return <ScorecardPage key={route.id} id={route.id} />;
    case "plan":
      return <PlanPage />;
    case "account":
      return <AccountPage />;
    case "accounts":
      return <AccountsPage />;
    case "not-found":
      return <NotFound path={route.path} />;
  }
}
