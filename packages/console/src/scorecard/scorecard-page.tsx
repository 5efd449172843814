import type { ScorecardReport, SourceDetail } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { getScorecard, getSource } from "../api/api-client.ts";
import { bothOf, useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { routePath, sourcePath } from "../app/route.ts";
import { Unread } from "../app/unread.tsx";
import { type OutcomeAbout, OutcomeDialog } from "../outcome/outcome-dialog.tsx";
import { StatementsList } from "../outcome/statements-list.tsx";
import { aboutEvent, aboutNow } from "./outcome-about.ts";
import { Cards } from "./score-card.tsx";
import "../styles/operate.css";
import "../styles/outcome.css";
import "../styles/scorecard.css";

/** How a site's warnings compare with what is known to have happened: docs/concepts/scorecard.md. */
export function ScorecardPage({ id }: { readonly id: string }): ReactElement {
  /** Counts what was said here: the record is read again after each. */
  const [said, setSaid] = useState(0);
  const detail = useRemote(`source ${id}`, (signal) => getSource(id, signal));
  const all = useRemote(`scorecard ${id} ${said}`, (signal) => getScorecard(id, null, signal));
  const both = bothOf(detail, all);
  if (both.state !== "ready")
    return (
      <Page title="Scorecard">
        <Unread state={both} />
        <a href={backOf(id)}>Back</a>
      </Page>
    );
  const [ofSource, report] = both.value;
  return (
    <Page title="Scorecard">
      <Scored
        id={id}
        detail={ofSource}
        report={report}
        said={said}
        onSaid={() => setSaid((before) => before + 1)}
      />
    </Page>
  );
}

const backOf = (id: string): string => (id === "live" ? "#/live" : sourcePath(id));

function Scored(properties: {
  readonly id: string;
  readonly detail: SourceDetail;
  readonly report: ScorecardReport;
  readonly said: number;
  readonly onSaid: () => void;
}): ReactElement {
  const { id, detail, report, said, onSaid } = properties;
  const [month, setMonth] = useState<string | null>(null);
  const [about, setAbout] = useState<OutcomeAbout | null>(null);
  const isLive = id === "live";
  const timeZone = detail.site.timeZone ?? "UTC";
  const months = [
    ...new Set(report.cards.flatMap((card) => card.months.map((each) => each.month))),
  ].sort();
  return (
    <>
      <p className="soft">
        Warnings against what is known to have happened. What nobody has said is unknown, and in no
        share. <a href={backOf(id)}>Back to the {isLive ? "live screen" : "recording"}</a>
        {isLive && (
          <>
            {" "}
            <a href={routePath({ page: "drills" })}>Exercises</a>
          </>
        )}
      </p>
      {isLive && (
        <p>
          <button
            type="button"
            className="button score-say"
            onClick={() => setAbout(aboutNow(detail.site.name, Date.now() * 1_000))}
          >
            Say what happened…
          </button>
        </p>
      )}
      <Months months={months} chosen={month} onChoose={setMonth} />
      {month === null ? (
        <Cards report={report} onSay={isLive ? (event) => setAbout(aboutEvent(event)) : null} />
      ) : (
        <MonthCards id={id} month={month} said={said} />
      )}
      <StatementsList
        statements={report.statements}
        site={detail.site}
        timeZone={timeZone}
        onWithdrawn={isLive ? onSaid : null}
      />
      {about !== null && (
        <OutcomeDialog
          site={detail.site}
          timeZone={timeZone}
          about={about}
          onClose={() => setAbout(null)}
          onStated={onSaid}
        />
      )}
    </>
  );
}

function Months(properties: {
  readonly months: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (month: string | null) => void;
}): ReactElement | null {
  const { months, chosen, onChoose } = properties;
  if (months.length < 2) return null;
  return (
    <label className="score-month">
      Month{" "}
      <select
        value={chosen ?? ""}
        onChange={({ target }) => onChoose(target.value === "" ? null : target.value)}
      >
        <option value="">All</option>
        {months.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

/** Of one month alone: the record is read again for it. */
function MonthCards(properties: {
  readonly id: string;
  readonly month: string;
  readonly said: number;
}): ReactElement {
  const { id, month, said } = properties;
  const asked = useRemote(`scorecard ${id} ${month} ${said}`, (signal) =>
    getScorecard(id, month, signal),
  );
  return asked.state === "ready" ? (
    <Cards report={asked.value} onSay={null} />
  ) : (
    <Unread state={asked} />
  );
}
