import type { OrderSummary } from "@tocsin/core";
import type { OfficialReport } from "@tocsin/sdk";
import { type ReactElement, useEffect, useState } from "react";
import { getOfficial } from "../api/api-client.ts";
import { countText, durationText } from "../format/quantity.ts";
import { clockText, dateText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";

/** Officials and ours over the whole record: who was first, by how much, and who missed what the other warned of. */
export function OfficialTotalPanel(): ReactElement | null {
  const { detail, timeZone } = useScreen();
  const report = useOfficialReport(detail.id);
  if (report === null || report.firstUs === null) return null;
  const [both, alone] = [
    report.officialFirst + report.oursFirst,
    report.officialOnly + report.oursOnly,
  ];
  // Where no authority ever spoke there is nothing to hold ours against.
  if (both + report.officialOnly === 0) return null;
  return (
    <details className="official-total">
      <summary>
        <strong>Who warned first</strong>{" "}
        <span className="soft small">
          over {countText(both + alone)} {both + alone === 1 ? "alarm" : "alarms"} since{" "}
          {dateText(report.firstUs, timeZone)}
          {report.isDrill ? ", exercises" : ""}
        </span>
      </summary>
      <dl className="facts">
        <Count name="Authorities first" count={report.officialFirst} lead={report.officialLeadS} />
        <Count name="This site first" count={report.oursFirst} lead={report.oursLeadS} />
        <Count name="Only authorities" count={report.officialOnly} lead={null} />
        <Count name="Only this site" count={report.oursOnly} lead={null} />
      </dl>
      <ul className="facts">
        {report.scores.slice(0, LATEST_MAX).map((score) => (
          <li key={score.records.join()}>
            <time className="number">
              {clockText(
                Math.min(score.oursUs ?? Infinity, score.officialUs ?? Infinity),
                timeZone,
              )}
            </time>{" "}
            {areaName(detail, score.areaId)}: {outcomeText(score)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One by one only the latest; `tocsin official` lists more. */
const LATEST_MAX = 10;
const ASK_AGAIN_MS = 60_000;

function Count(properties: {
  readonly name: string;
  readonly count: number;
  readonly lead: OrderSummary | null;
}): ReactElement {
  const { name, count, lead } = properties;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong className="number">{countText(count)}</strong>
        {lead !== null &&
          ` by ${durationText(lead.median)} in the middle${count === 1 ? "" : `, ${durationText(lead.least)} to ${durationText(lead.greatest)}`}`}
      </dd>
    </div>
  );
}

function outcomeText({ outcome, officialLeadS, source }: OfficialReport["scores"][number]): string {
  const seconds = durationText(Math.abs(officialLeadS ?? 0));
  switch (outcome) {
    case "official-first":
      return `${source} was first, by ${seconds}`;
    case "ours-first":
      return `this site was first, ${seconds} before ${source}`;
    case "official-only":
      return `only ${source} warned`;
    case "ours-only":
      return "only this site warned";
  }
}

/** Asked anew when a message was added, and now and then; without an answer there is nothing to show. */
function useOfficialReport(sourceId: string): OfficialReport | null {
  const { warnings, official = [] } = usePicture();
  const [report, setReport] = useState<OfficialReport | null>(null);
  const [round, setRound] = useState(0);
  const isAny = official.length > 0 || report !== null || round === 0;
  const news = `${official[0]?.id} ${warnings[0]?.areaId} ${warnings[0]?.episode}`;
  useEffect(() => {
    if (!isAny) return undefined;
    const abort = new AbortController();
    getOfficial(sourceId, abort.signal).then(
      (answer) => (abort.signal.aborted ? undefined : setReport(answer)),
      () => undefined,
    );
    const timer = setTimeout(() => setRound((before) => before + 1), ASK_AGAIN_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [sourceId, news, round, isAny]);
  return report;
}
