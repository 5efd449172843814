import type { SourceDetail } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { routePath } from "../app/route.ts";
import type { WhyAsked } from "../why/why-drawer.tsx";

/** What a recording is, which facts it rests on, and the questions that it answers. */
export function AboutRecording(properties: {
  readonly detail: SourceDetail;
  readonly onAnswer: (asked: WhyAsked) => void;
}): ReactElement {
  const { detail, onAnswer } = properties;
  return (
    <div className="about">
      <p>{detail.summary}</p>
      <p>
        <a href={routePath({ page: "scorecard", id: detail.id })}>Scorecard</a>
      </p>
      {detail.questions.length > 0 && (
        <>
          <h3>Questions</h3>
          <ul className="about-questions">
            {detail.questions.map(({ ask, answer }) => (
              <li key={ask}>
                {answer === null ? (
                  <span>{ask} The record does not answer.</span>
                ) : (
                  <button
                    type="button"
                    className="link"
                    onClick={() => onAnswer({ kind: "answer", report: answer })}
                  >
                    {ask}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {detail.facts.length > 0 && (
        <>
          <h3>What was reported</h3>
          <ul className="about-facts">
            {detail.facts.map(({ statement, source }) => (
              <li key={statement}>
                {statement} <span className="soft small">{source}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {detail.outcome !== null && (
        <p className="small soft">
          {detail.outcome.decisions} decisions, SHA-256{" "}
          <code>{detail.outcome.decisionsSha256}</code>
        </p>
      )}
    </div>
  );
}
