import type { DeskCase } from "@tocsin/sdk";
import { type ReactElement, useEffect, useState } from "react";
import bellUrl from "../app/bell.svg";
import { ThemeButton } from "../app/theme-button.tsx";
import { HelpDialog } from "./act/help-dialog.tsx";
import { DESK_VIEWS, type DeskRoute, goTo } from "./desk-route.ts";
import { ReadView } from "./read/read-view.tsx";
import { minutesText } from "./desk-words.ts";
import type { LaterView } from "./later-views.tsx";
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
  const Later = useLaterView();
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
      {route.view === "read" ? (
        <ReadView desk={desk} route={route} />
      ) : Later === "not there" ? (
        <p className="desk-empty">This page did not come: is the desk still open? Load it again.</p>
      ) : (
        Later !== null && <Later desk={desk} view={route.view} />
      )}
      {helping && <HelpDialog onClose={() => setHelping(false)} />}
    </div>
  );
}

type Later = typeof LaterView;

/**
 * What is not looked at first, once it is here. It is asked for at once, so that it is here when the desk has stopped; waiting for it by `lazy` would show an
 * empty page for a third of a second though it is.
 */
function useLaterView(): Later | "not there" | null {
  const [later, setLater] = useState<{ readonly view: Later | "not there" } | null>(null);
  useEffect(() => {
    import("./later-views.tsx").then(
      ({ LaterView }) => setLater({ view: LaterView }),
      () => setLater({ view: "not there" }),
    );
  }, []);
  return later?.view ?? null;
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
