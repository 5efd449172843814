import { lazy, type ReactElement, Suspense } from "react";
import { EnrolPage } from "../identity/enrol-page.tsx";
import { Gate } from "../identity/gate.tsx";
import { LivePage } from "../live/live-page.tsx";
import { PlayerPage } from "../player/player-page.tsx";
import { StoriesHome } from "../story/stories-home.tsx";
import { StoryPage } from "../story/story-page.tsx";
import { NotFound } from "./not-found.tsx";
import { type Route, useRoute } from "./route.ts";

/** Pages that few open, and nobody in a hurry: each comes with a script of its own. */
const AccountPage = lazy(async () => ({
  default: (await import("../identity/account-page.tsx")).AccountPage,
}));
const AccountsPage = lazy(async () => ({
  default: (await import("../identity/accounts-page.tsx")).AccountsPage,
}));
const PlanPage = lazy(async () => ({ default: (await import("../plan/plan-page.tsx")).PlanPage }));
const DrillPage = lazy(async () => ({
  default: (await import("../drill/drill-page.tsx")).DrillPage,
}));
const DrillsPage = lazy(async () => ({
  default: (await import("../drill/drills-page.tsx")).DrillsPage,
}));
const ScorecardPage = lazy(async () => ({
  default: (await import("../scorecard/scorecard-page.tsx")).ScorecardPage,
}));

export function App(): ReactElement {
  const route = useRoute();
  if (route.page === "enrol") return <EnrolPage key={route.secret} secret={route.secret} />;
  return (
    <Gate>
      <Suspense fallback={null}>{pageOf(route)}</Suspense>
    </Gate>
  );
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
    case "drills":
      return <DrillsPage />;
    case "drill":
      return <DrillPage key={route.id} id={route.id} />;
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
