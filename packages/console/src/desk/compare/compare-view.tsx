import type { DeskFact } from "@tocsin/sdk";
import { type ReactElement, useMemo } from "react";
import { deskHash } from "../desk-route.ts";
import type { Desk } from "../use-desk.ts";
import { OriginDecisions } from "./origin-decisions.tsx";
import { type Cell, matrixOf, type Row } from "./matrix.ts";

/** What is said of each fact, by whom it goes back to. */
export function CompareView({ desk }: { readonly desk: Desk }): ReactElement {
  const { shown } = desk;
  const matrix = useMemo(() => matrixOf(shown), [shown]);
  if (matrix.rows.length === 0)
    return (
      <main className="desk-empty">
        <p>Nothing is claimed yet.</p>
      </main>
    );
  return (
    <main className="compare" tabIndex={0} aria-label="Facts and who they go back to">
      <table className="matrix">
        <caption className="unseen">
          Each row is a fact, each column somebody to whom statements go back, however many accounts
          carry them.
        </caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            {matrix.columns.map((name) => (
              <th key={name} scope="col" dir="auto">
                <span className="column-name" title={name}>
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row, i) => (
            <tr key={i} data-contradicts={row.contradicts}>
              <th scope="row">
                <FactHead row={row} />
              </th>
              {row.cells.map((cells, column) => (
                <td
                  key={column}
                  data-column={matrix.columns[column]}
                  data-empty={cells.length === 0}
                >
                  {cells.map((cell, index) => (
                    <CellView key={index} cell={cell} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <OriginDecisions desk={desk} />
    </main>
  );
}

function FactHead({ row }: { readonly row: Row }): ReactElement {
  const { fact, origins, contradicts, drifts } = row;
  return (
    <>
      <span className="fact-question">{fact.question}</span>
      {(fact.population !== null || fact.otherEvent !== null) && (
        <span className="soft small">
          {[fact.population, fact.otherEvent === null ? null : `another event: ${fact.otherEvent}`]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
      )}
      <span className="fact-marks">
        {contradicts && (
          <span className="mark-chip" data-tone="alarm">
            contradiction
          </span>
        )}
        {drifts && (
          <span className="mark-chip" data-tone="caution">
            changed on the way
          </span>
        )}
        {origins === 1 && (
          <span className="mark-chip" data-tone="plain">
            one origin only
          </span>
        )}
      </span>
      {fact.figures !== null && <Figures figures={fact.figures} />}
    </>
  );
}

function Figures({
  figures,
}: {
  readonly figures: NonNullable<DeskFact["figures"]>;
}): ReactElement {
  const { least, most, conservative, twoOrigins } = figures;
  const range =
    most === null ? `${least} or more` : least === most ? `${least}` : `${least} – ${most}`;
  return (
    <dl className="figures">
      <div>
        <dt>said</dt>
        <dd className="number">{range}</dd>
      </div>
      <div>
        <dt>conservative</dt>
        <dd className="number">{conservative}</dd>
      </div>
      <div>
        <dt>by two origins</dt>
        <dd className="number">{twoOrigins ?? "none"}</dd>
      </div>
    </dl>
  );
}

const VERDICT_MARKS: Readonly<Record<string, string>> = {
  contradiction: "contradicted",
  drift: "changed on the way",
  corrected: "taken back",
};

function CellView({ cell }: { readonly cell: Cell }): ReactElement {
  const { says, verdict, name, claims } = cell;
  return (
    <div className="cell" data-verdict={verdict}>
      <span className="cell-says" dir="auto">
        {says}
      </span>
      <span className="cell-places">
        {claims.map(({ id, accountId }) => (
          <a
            key={id}
            href={deskHash({ view: "read", accountId, claimId: id })}
            aria-label={`${accountId}: ${says}`}
          >
            {accountId}
          </a>
        ))}
      </span>
      {verdict !== null && <span className="cell-mark">{VERDICT_MARKS[verdict]}</span>}
      {name !== null && (
        <span className="cell-name soft small" dir="auto">
          {name}
        </span>
      )}
    </div>
  );
}
