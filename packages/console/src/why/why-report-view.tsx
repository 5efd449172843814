import type { WhyReport } from "@tocsin/core";
import type { ReactElement } from "react";
import { MODE_WORDS } from "../format/words.ts";
import { recordsText, WhyLinkItem } from "./why-link.tsx";
import { reasonText } from "./why-words.ts";

/** An answer, the paragraph first, then the chain that it rests on. */
export function WhyReportView({ report }: { readonly report: WhyReport }): ReactElement {
  return (
    <article className="why-report">
      <p className="why-outcome" data-outcome={report.outcome}>
        {report.outcome === "warned" ? "People were warned" : "Nobody was warned"}
        <span className="soft small">{MODE_WORDS[report.mode].name}</span>
      </p>
      <p className="why-answer">{report.answer}</p>
      {report.prevented.length > 0 && (
        <section className="why-prevented">
          <h3>
            {report.prevented.length === 1
              ? "One thing prevented a warning"
              : `${report.prevented.length} things prevented a warning, each by itself`}
          </h3>
          <ul>
            {report.prevented.map((code) => (
              <li key={code}>
                {reasonText(code)} <code>{code}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h3>The chain, link by link</h3>
      <ol className="why-links">
        {report.links.map((link, index) => (
          // Two links may be equal in all but their place, and the order of an answer never changes.
          <WhyLinkItem key={`${index} ${link.stage}`} link={link} />
        ))}
      </ol>
      <Outside report={report} />
      <Defences report={report} />
    </article>
  );
}

/** What others said: authorities, and whoever reported what became of the objects. */
function Outside({ report }: { readonly report: WhyReport }): ReactElement {
  const { official = [], objects = [] } = report;
  const parts = [
    { title: "Official warnings", answers: official },
    { title: "What became of the objects", answers: objects },
  ].filter(({ answers }) => answers.length > 0);
  return (
    <>
      {parts.map(({ title, answers }) => (
        <section key={title} className="why-defences">
          <h3>{title}</h3>
          <ul>
            {answers.map(({ statement, records }) => (
              <li key={statement}>
                <p>{statement}</p>
                <p className="why-link-codes">
                  {records.length > 0 && <span>{recordsText(records)}</span>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Defences({ report }: { readonly report: WhyReport }): ReactElement {
  if (report.defences.length === 0) return <></>;
  return (
    <section className="why-defences">
      <h3>The defences</h3>
      <ul>
        {report.defences.map((defence) => (
          <li key={defence.defence}>
            <p>
              <strong>{defence.defence}</strong>{" "}
              <span className="soft">
                {defence.owner}
                {defence.notional ? ", notional" : ""}
              </span>
            </p>
            <p>{defence.statement}</p>
            <p className="why-link-codes">
              {defence.reasons.map((code) => (
                <code key={code} title={reasonText(code)}>
                  {code}
                </code>
              ))}
              {defence.records.length > 0 && <span>{recordsText(defence.records)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
