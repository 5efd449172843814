import type { DeskCase, DeskEvidence, DeskHypothesis, DeskSide } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { deskHash } from "../desk-route.ts";
import type { RowActs } from "../rows/rows-view.tsx";

const VERDICTS = { holds: "holds", fails: "does not hold", open: "open" } as const;

export type FindingAsking = "revise" | "for" | "against" | "conclude";

interface Properties {
  readonly hypothesis: DeskHypothesis;
  readonly shown: DeskCase;
  /** The one that keys are about. */
  readonly chosen: boolean;
  readonly acts: RowActs<FindingAsking>;
}

/** One hypothesis, what speaks for it and against it, and what is concluded. */
export function FindingRow({ hypothesis, shown, chosen, acts }: Properties): ReactElement {
  const { alarm, withdrawn } = hypothesis;
  const own = { of: hypothesis, shown, chosen, acts };
  return (
    <li
      className="finding"
      data-alarm={alarm !== null}
      data-chosen={chosen}
      data-withdrawn={withdrawn}
      onFocus={acts.choose}
    >
      <Head hypothesis={hypothesis} />
      <div className="finding-sides">
        <Side {...own} title="Speaks for it" side="for" />
        <Side {...own} title="Speaks against it" side="against" />
      </div>
      <div className="card-acts">
        <button type="button" className="button" onClick={() => acts.ask("conclude")}>
          Conclude {chosen && <kbd>c</kbd>}
        </button>
        <button type="button" className="button" onClick={() => acts.ask("revise")}>
          {withdrawn ? "Put up again" : "Other words, or withdraw"} {chosen && <kbd>e</kbd>}
        </button>
      </div>
    </li>
  );
}

function Head({ hypothesis }: { readonly hypothesis: DeskHypothesis }): ReactElement {
  const { id, text, conclusion, alarm, withdrawn, revisions } = hypothesis;
  const last = revisions.at(-1);
  return (
    <header>
      <h2 dir="auto">
        <span className="soft">{id}</span> {text}
      </h2>
      {withdrawn ? (
        <p>
          <strong>Withdrawn</strong>{" "}
          <span className="soft">
            {last?.by}: {last?.reason}
          </span>
        </p>
      ) : (
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
      )}
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
  readonly of: DeskHypothesis;
  readonly side: "for" | "against";
  readonly shown: DeskCase;
  readonly chosen: boolean;
  readonly acts: RowActs<FindingAsking>;
}): ReactElement {
  const { title, of, side, shown, chosen, acts } = properties;
  const { evidence, origins } = of[side];
  return (
    <section>
      <h3>{title}</h3>
      <p className="soft small">
        {origins.length === 0
          ? "nothing"
          : `${origins.length} independent ${origins.length === 1 ? "origin" : "origins"}: ${origins.join("; ")}`}
      </p>
      <ul>
        {evidence.map((each) => (
          <li key={`${each.kind} ${each.id}`}>
            <Evidence evidence={each} shown={shown} />
            <button
              type="button"
              className="button-quiet"
              aria-label={`Take out: ${each.says}`}
              onClick={() =>
                acts.done({
                  kind: "weigh",
                  hypothesisId: of.id,
                  evidence: evidenceOf(each),
                  bears: "neither",
                  reason: "taken out again",
                })
              }
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button-quiet finding-add"
        disabled={of.withdrawn}
        onClick={() => acts.ask(side)}
      >
        Add what speaks {side} it {chosen && <kbd>{side === "for" ? "f" : "g"}</kbd>}
      </button>
    </section>
  );
}

type Weighed = DeskSide["evidence"][number];

function Evidence({
  evidence: { id, says, reason },
  shown,
}: {
  readonly evidence: Weighed;
  readonly shown: DeskCase;
}): ReactElement {
  const claim = shown.claims.find((each) => each.id === id);
  return (
    <span>
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
    </span>
  );
}

function evidenceOf({ kind, id }: Weighed): DeskEvidence {
  if (kind === "claim") return { kind, claimId: id };
  return kind === "exhibit" ? { kind, exhibitId: id } : { kind, recordingId: id };
}
