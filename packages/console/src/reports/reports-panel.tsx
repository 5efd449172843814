import type { ListedObservation, ObservationList } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { CopyButton } from "../app/copy-button.tsx";
import { percentText } from "../format/quantity.ts";
import { agoText, clockText } from "../format/time.ts";
import { isSelected } from "../map/selection.ts";
import { Nothing, Panel } from "../panels/panel.tsx";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { countsText, recordText, verdictText, whatText, whereText } from "./report-words.ts";
import { reportsAt } from "./shown-reports.ts";

/** What people reported, what it was good for, and how reliable each of them has been. */
export function ReportsPanel({ list }: { readonly list: ObservationList }): ReactElement {
  const { timeUs } = usePicture();
  const reports = reportsAt(list.observations, timeUs);
  if (reports.length === 0)
    return (
      <>
        <Nothing>Nobody has reported anything yet.</Nothing>
        <Invitation />
      </>
    );
  return (
    <>
      <ul className="rows" aria-label="Reports of people">
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} />
        ))}
      </ul>
      <Observers observers={list.observers} />
      <details className="report-more">
        <summary>Invite somebody to report</summary>
        <Invitation />
      </details>
    </>
  );
}

function ReportRow({ report }: { readonly report: ListedObservation }): ReactElement {
  const { detail, selection, select, timeZone } = useScreen();
  const { timeUs } = usePicture();
  const { id, outcome, observer, withdrawnUs } = report;
  const selected = isSelected(selection, "report", id);
  const verdict = verdictText(report);
  return (
    <li className="row" data-selected={selected} data-withdrawn={withdrawnUs !== null}>
      <button
        type="button"
        className="row-main"
        aria-pressed={selected}
        onClick={() => select(selected ? null : { kind: "report", id })}
      >
        <span className={withdrawnUs === null ? "row-title" : "row-title taken-back"}>
          {whatText(report)}
        </span>
        <span className="row-note row-end number">
          {agoText((timeUs - outcome.receivedUs) / 1e6)} ago
        </span>
        <span className="row-whole">{whereText(report, detail.site.origin)}</span>
        <span className="row-note row-whole">
          {observer.name}, {clockText(outcome.receivedUs, timeZone)}. {countsText(report)}.
          {verdict === null ? "" : ` ${verdict}.`}
        </span>
        {withdrawnUs !== null && (
          <strong className="row-note row-whole">
            Taken back at {clockText(withdrawnUs, timeZone)}. It has lowered no warning: that is
            yours to do.
          </strong>
        )}
      </button>
    </li>
  );
}

function Observers({
  observers,
}: {
  readonly observers: ObservationList["observers"];
}): ReactElement {
  return (
    <Panel title="Who reports" note="compared with what sensors saw">
      <ul className="rows">
        {observers.map(({ kind, id, name, standing }) => (
          <li key={`${kind} ${id}`} className="row">
            <div className="row-static row-grid">
              <span className="row-title">
                {name}
                {kind === "phone" && <span className="soft"> (enrolled phone)</span>}
              </span>
              <span className="row-end number">counts {percentText(standing.weight)}</span>
              <span className="row-note row-whole">{recordText(standing)}.</span>
            </div>
          </li>
        ))}
      </ul>
      <p className="nothing small">
        A report counts as much as its observer, and less the more were sent before it: after a
        warning was public, or by the same person within a minute. People alone lead to a pre-alert
        at most.
      </p>
    </Panel>
  );
}

/** How somebody gets to report, in the words of who is to invite them. */
function Invitation(): ReactElement {
  const address = `${location.origin}/observe`;
  return (
    <div className="nothing invitation">
      <p>
        Send people this address. They open it on their phone, and sign in once with an account of
        the role <em>observer</em>, which an administrator makes.
      </p>
      <p className="invitation-address">
        <code>{address}</code>
        <CopyButton text={address} label="Copy" className="button" />
      </p>
      <p>
        For a guard without an account <code>tocsin enrol token observer NAME</code> prints a code
        that enrols the phone itself.
      </p>
    </div>
  );
}
