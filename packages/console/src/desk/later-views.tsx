import type { ReactElement } from "react";
import { CompareView } from "./compare/compare-view.tsx";
import { CopiesView } from "./copies/copies-view.tsx";
import type { DeskRoute } from "./desk-route.ts";
import { ExhibitsView } from "./exhibits/exhibits-view.tsx";
import { FindingsView } from "./findings/findings-view.tsx";
import { StandingView } from "./standing/standing-view.tsx";
import { TimelineView } from "./timeline/timeline-view.tsx";
import type { Desk } from "./use-desk.ts";

/** What is not looked at first: it comes after what is, and before it is asked for. */
export function LaterView({
  desk,
  view,
}: {
  readonly desk: Desk;
  readonly view: Exclude<DeskRoute["view"], "read">;
}): ReactElement {
  switch (view) {
    case "compare":
      return <CompareView desk={desk} />;
    case "timeline":
      return <TimelineView shown={desk.shown} />;
    case "copies":
      return <CopiesView shown={desk.shown} />;
    case "findings":
      return <FindingsView desk={desk} />;
    case "exhibits":
      return <ExhibitsView desk={desk} />;
    case "case":
      return <StandingView desk={desk} />;
  }
}
