import type { DeskCase } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import bellUrl from "../app/bell.svg";
import { ThemeButton } from "../app/theme-button.tsx";
import { HelpDialog } from "./act/help-dialog.tsx";
import { CompareView } from "./compare/compare-view.tsx";
import { CopiesView } from "./copies/copies-view.tsx";
import { DESK_VIEWS, type DeskRoute, goTo } from "./desk-route.ts";
import { ExhibitsView } from "./exhibits/exhibits-view.tsx";
import { FindingsView } from "./findings/findings-view.tsx";
import { ReadView } from "./read/read-view.tsx";
import { StandingView } from "./standing/standing-view.tsx";
import { TimelineView } from "./timeline/timeline-view.tsx";
import { minutesText } from "./desk-words.ts";
import type { Desk } from "./use-desk.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const TITLES = {
  read: "Read",
  compare: "Compare",
  timeline: "Timeline",
  copies: "Who copied whom",
  findings: "Findings",
  exhibits: "Exhibits",
  case: "Case",
} as const;

export function DeskView({
  desk,
  route,
}: {
  readonly desk: Desk;
  readonly route: DeskRoute;
}): ReactElement {
  const { shown } = desk;
  const [helping, setHelping] = useState(false);
  const show = (view: DeskRoute["view"]): void =>
    goTo({ view, accountId: view === "read" ? route.accountId : null, claimId: null });
  useShortcuts({
    "?": () => setHelping(true),
    ...Object.fromEntries(DESK_VIEWS.map((view, i) => [String(i + 1), () => show(view)])),
  });
  const alarms = shown.hypotheses.filter(({ alarm }) => alarm !== null).length;
  const left = shown.claims.filter(({ status }) => status === "proposed").length;
  return (
    <div className="desk">
      <header className="desk-top">
        <span className="top-bar-name">
          <img src={bellUrl} alt="" width="24" height="24" />
          <span className="desk-brand">Tocsin</span>
        </span>
        <h1 className="desk-title" title={shown.title}>
          {shown.title}
        </h1>
        <nav className="desk-tabs" aria-label="Views of the case">
          {DESK_VIEWS.map((view) => (
            <a
              key={view}
              href={`#/${view}`}
              aria-current={view === route.view ? "page" : undefined}
            >
              {TITLES[view]}
              {view === "findings" && alarms > 0 && (
                <span className="tab-alarm" title="Conclusions that hang on one origin">
                  {alarms} {alarms === 1 ? "alarm" : "alarms"}
                </span>
              )}
            </a>
          ))}
        </nav>
        <p className="desk-left soft">
          <strong className="number">{left}</strong> of{" "}
          <span className="number">{shown.claims.length}</span> to decide
          <Pace shown={shown} />
        </p>
        <button
          type="button"
          className="button-quiet desk-help"
          aria-label="Keys and help"
          onClick={() => setHelping(true)}
        >
          ?
        </button>
        <ThemeButton />
      </header>
      {route.view === "read" && <ReadView desk={desk} route={route} />}
      {route.view === "compare" && <CompareView desk={desk} />}
      {route.view === "timeline" && <TimelineView shown={shown} />}
      {route.view === "copies" && <CopiesView shown={shown} />}
      {route.view === "findings" && <FindingsView desk={desk} />}
      {route.view === "exhibits" && <ExhibitsView desk={desk} />}
      {route.view === "case" && <StandingView desk={desk} />}
      {helping && <HelpDialog onClose={() => setHelping(false)} />}
    </div>
  );
}

/** How long the accounts took on average that somebody has worked on; nothing before that. */
function Pace({ shown }: { readonly shown: DeskCase }): ReactElement | null {
  const worked = shown.minutes.filter(({ activeS }) => activeS > 0);
  if (worked.length === 0) return null;
  const seconds = worked.reduce((sum, { activeS }) => sum + activeS, 0) / worked.length;
  return (
    <span title={`From the first view to the last decision, of ${worked.length} worked on`}>
      {" "}
      · <span className="number">{minutesText(seconds)}</span> an account
    </span>
  );
}
