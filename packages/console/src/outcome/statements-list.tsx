import type { ListedStatement, PictureSite } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { postJson } from "../api/api-client.ts";
import { Problem } from "../identity/card.tsx";
import { MayNot, useWhyNot } from "../identity/may-not.tsx";
import { useAction } from "../identity/use-action.ts";
import { useWho } from "../identity/who.ts";
import { Why } from "../operate/act-fields.tsx";
import { Dialog } from "../operate/dialog.tsx";
import { statedByText, statementText } from "./outcome-words.ts";

const REASONS = ["It was a mistake", "It was said twice", "It is known better now"];

/** What was said of what happened, newest first; with the way to take one back, where that is possible. */
export function StatementsList(properties: {
  readonly statements: readonly ListedStatement[];
  readonly site: PictureSite;
  readonly timeZone: string;
  /** null: of a recording nothing can be taken back. */
  readonly onWithdrawn: (() => void) | null;
}): ReactElement {
  const { statements, site, timeZone, onWithdrawn } = properties;
  const who = useWho();
  const [wanted, want] = useState<ListedStatement | null>(null);
  return (
    <section className="score-card" aria-label="What was said of what happened">
      <h2>What was said of what happened</h2>
      {statements.length === 0 && <p className="soft">Nobody has said anything yet.</p>}
      <ul className="outcome-list">
        {statements.map((each) => (
          <li key={each.record} data-withdrawn={each.isWithdrawn}>
            <div>
              <p>{statementText(each.statement, site, timeZone)}</p>
              <p className="soft small">
                {sourceText(each)}Said by {statedByText(each, who)}; record {each.record}
                {each.isWithdrawn && <strong>; taken back</strong>}
              </p>
            </div>
            {onWithdrawn !== null && canBeTakenBack(each) && (
              <button
                type="button"
                className="button"
                aria-label={`Take back, record ${each.record}`}
                onClick={() => want(each)}
              >
                Take it back…
              </button>
            )}
          </li>
        ))}
      </ul>
      {wanted !== null && onWithdrawn !== null && (
        <WithdrawDialog
          statement={wanted}
          text={statementText(wanted.statement, site, timeZone)}
          onClose={() => want(null)}
          onWithdrawn={onWithdrawn}
        />
      )}
    </section>
  );
}

const canBeTakenBack = ({ statement, isWithdrawn }: ListedStatement): boolean =>
  !isWithdrawn && statement.kind !== "withdrawn" && statement.kind !== "simulated";

const sourceText = ({ statement }: ListedStatement): string =>
  statement.kind === "simulated" ? "" : `Known from: ${statement.source}. `;

function WithdrawDialog(properties: {
  readonly statement: ListedStatement;
  readonly text: string;
  readonly onClose: () => void;
  readonly onWithdrawn: () => void;
}): ReactElement {
  const { statement, text, onClose, onWithdrawn } = properties;
  const whyNot = useWhyNot("attest");
  const [source, setSource] = useState("");
  const { busy, problem, run } = useAction();
  const take = (): void =>
    run(async () => {
      const body = { kind: "withdrawn", statement: statement.record, source: source.trim() };
      await postJson<{ readonly record: number }>("/api/outcomes", body);
      onWithdrawn();
      onClose();
    });
  return (
    <Dialog title="Take this statement back?" about={text} onClose={onClose}>
      {whyNot !== null ? (
        <MayNot what="You cannot take it back." why={whyNot} />
      ) : (
        <form
          className="act-form"
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          <p>It counts no more. It stays in the record, with who took it back and why.</p>
          <Why reasons={REASONS} onChange={setSource} />
          <Problem text={problem} />
          <button
            type="submit"
            className="button-strong"
            disabled={busy || source.trim().length < 3}
          >
            Take it back
          </button>
        </form>
      )}
    </Dialog>
  );
}
