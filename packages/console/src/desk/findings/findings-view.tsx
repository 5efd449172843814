import type { DeskCase, DeskHypothesis, DeskSide } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";

const VERDICTS = { holds: "holds", fails: "does not hold", open: "open" } as const;

/** Hypotheses in rows, each with what speaks for it and against it, and an alarm where a conclusion hangs on one origin. */
export function FindingsView({ shown }: { readonly shown: DeskCase }): ReactElement {
  if (shown.hypotheses.length === 0)
    return (
      <main className="desk-empty">
        <p>
          The case has no hypothesis yet. Write one down: <code>tocsin case hypothesis</code>
        </p>
      </main>
    );
  return (
    <main className="findings">
      <ul>
        {shown.hypotheses.map((hypothesis) => (
          <li key={hypothesis.id} className="finding" data-alarm={hypothesis.alarm !== null}>
            <Head hypothesis={hypothesis} />
            <div className="finding-sides">
              <Side title="Speaks for it" side={hypothesis.for} shown={shown} />
              <Side title="Speaks against it" side={hypothesis.against} shown={shown} />
            </div>
          </li>
        ))}
      </ul>
    </main>
  );
}

function Head({ hypothesis }: { readonly hypothesis: DeskHypothesis }): ReactElement {
  const { id, text, conclusion, alarm } = hypothesis;
  return (
    <header>
      <h2 dir="auto">
        <span className="soft">{id}</span> {text}
      </h2>
      <p>
        {conclusion === null ? (
          <span className="soft">Nothing is concluded.</span>
        ) : (
          <>
            <strong>{VERDICTS[conclusion.verdict]}</strong>{" "}
            <span className="soft">
              {conclusion.by}: {conclusion.reason}
            </span>
          </>
        )}
      </p>
      {alarm !== null && (
        <p className="finding-alarm">
          <strong>Look again:</strong> {alarm}.
        </p>
      )}
    </header>
  );
}

function Side(properties: {
  readonly title: string;
  readonly side: DeskSide;
  readonly shown: DeskCase;
}): ReactElement {
  const { title, side, shown } = properties;
  const { evidence, origins } = side;
  return (
    <section>
      <h3>{title}</h3>
      <p className="soft small">
        {origins.length === 0
          ? "nothing"
          : `${origins.length} independent ${origins.length === 1 ? "origin" : "origins"}: ${origins.join("; ")}`}
      </p>
      <ul>
        {evidence.map(({ id, kind, says, reason }) => {
          const claim = shown.claims.find((each) => each.id === id);
          return (
            <li key={`${kind} ${id}`}>
              {claim === undefined ? (
                <span>
                  {id}: {says}
                </span>
              ) : (
                <a href={deskHash({ view: "read", accountId: claim.accountId, claimId: id })}>
                  {claim.accountId}: {says}
                </a>
              )}{" "}
              <span className="soft">{reason}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
