import type { WhyReport } from "@tocsin/core";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { getWhy } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { type WhyQuery, whyParameters } from "../api/why-query.ts";
import { usePicture } from "../screen/screen-model.ts";
import { nameTracks, trackNames } from "./name-tracks.ts";
import { ReportMaker } from "./report-maker.tsx";
import { WhyReportView } from "./why-report-view.tsx";

/** What the drawer answers: a question for the server, or one that came with its answer. */
export type WhyAsked =
  | { readonly kind: "query"; readonly query: WhyQuery }
  | { readonly kind: "answer"; readonly report: WhyReport };

interface Properties {
  readonly sourceId: string;
  readonly asked: WhyAsked;
  readonly onClose: () => void;
}

/** Beside the map, not over it in the manner of a box that blocks: the situation stays in view and in reach. */
export function WhyDrawer({ sourceId, asked, onClose }: Properties): ReactElement {
  return asked.kind === "answer" ? (
    <Answer report={asked.report} onClose={onClose} />
  ) : (
    <FetchedAnswer sourceId={sourceId} query={asked.query} onClose={onClose} />
  );
}

function FetchedAnswer(properties: {
  readonly sourceId: string;
  readonly query: WhyQuery;
  readonly onClose: () => void;
}): ReactElement {
  const { sourceId, query, onClose } = properties;
  const key = `${sourceId} ${whyParameters(query).toString()}`;
  const report = useRemote(key, (signal) => getWhy(sourceId, query, signal));
  if (report.state === "ready")
    return (
      <Answer report={report.value} onClose={onClose}>
        <ReportMaker key={key} sourceId={sourceId} query={query} />
      </Answer>
    );
  return (
    <Drawer title="Why?" onClose={onClose}>
      {report.state === "loading" ? (
        <p className="soft">Reading the record…</p>
      ) : (
        <p role="alert">{report.message}</p>
      )}
    </Drawer>
  );
}

/** In the words of the screen that it is read on. */
function Answer(properties: {
  readonly report: WhyReport;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}): ReactElement {
  const report = nameTracks(properties.report, trackNames(usePicture()));
  return (
    <Drawer title={report.question} onClose={properties.onClose}>
      {properties.children}
      <WhyReportView report={report} />
    </Drawer>
  );
}

function Drawer(properties: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { title, onClose } = properties;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onClose();
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [onClose]);
  return (
    <div className="drawer" role="dialog" aria-label={title}>
      <header className="drawer-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="button-quiet" aria-label="Close" onClick={onClose}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="2" />
          </svg>
        </button>
      </header>
      <div className="drawer-body" tabIndex={0}>
        {properties.children}
      </div>
    </div>
  );
}
