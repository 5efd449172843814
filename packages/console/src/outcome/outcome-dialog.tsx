import type { OutcomeStatement, PictureSite } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { postJson } from "../api/api-client.ts";
import { zoneTimeText } from "../format/zone-time.ts";
import { Problem } from "../identity/card.tsx";
import { MayNot, useWhyNot } from "../identity/may-not.tsx";
import { useAction } from "../identity/use-action.ts";
import { Dialog } from "../operate/dialog.tsx";
import { type OutcomeDraft, statementOf } from "./outcome-draft.ts";
import { OutcomeForm } from "./outcome-form.tsx";
import { statementText } from "./outcome-words.ts";
import "../styles/outcome.css";

/** What a statement is likely about: where the form begins. */
export interface OutcomeAbout {
  readonly title: string;
  readonly atUs: number;
  /** A stretch in which it lies as a whole, for who vouches that nothing happened. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly areas: readonly string[];
  /** Objects that the screen shows, by their short names; empty where it shows none. */
  readonly tracks: readonly { readonly id: string; readonly label: string }[];
}

interface Properties {
  readonly site: PictureSite;
  readonly timeZone: string;
  readonly about: OutcomeAbout;
  readonly onClose: () => void;
  readonly onStated: () => void;
}

/** What really happened, said afterwards: what, when, where and from whom; then once more as a sentence; then it is on record. */
export function OutcomeDialog(properties: Properties): ReactElement {
  const { site, timeZone, about, onClose } = properties;
  const whyNot = useWhyNot("attest");
  const [draft, setDraft] = useState<OutcomeDraft>(() => ({
    kind: "struck",
    at: zoneTimeText(about.atUs, timeZone),
    from: zoneTimeText(about.fromUs, timeZone),
    to: zoneTimeText(about.toUs, timeZone),
    withinS: 10,
    areas: about.areas,
    place: "",
    tracks: [],
    source: "",
  }));
  const [statement, state] = useState<OutcomeStatement | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const lookOver = (): void => {
    const made = statementOf(draft, { timeZone, nowUs: Date.now() * 1_000 });
    setProblem(made.ok ? null : made.problem);
    if (made.ok) state(made.statement);
  };
  return (
    <Dialog
      title={statement === null ? "What really happened?" : "Is this what happened?"}
      about={about.title}
      onClose={onClose}
      {...(statement === null ? {} : { onBack: () => state(null) })}
    >
      {whyNot !== null ? (
        <MayNot what="You cannot say here what happened." why={whyNot} />
      ) : statement === null ? (
        <OutcomeForm
          site={site}
          timeZone={timeZone}
          tracks={about.tracks}
          draft={draft}
          problem={problem}
          onChange={(change) => {
            setProblem(null);
            setDraft((before) => ({ ...before, ...change }));
          }}
          onDone={lookOver}
        />
      ) : (
        <Confirmation {...properties} statement={statement} />
      )}
    </Dialog>
  );
}

function Confirmation(
  properties: Properties & { readonly statement: OutcomeStatement },
): ReactElement {
  const { site, timeZone, statement, onClose, onStated } = properties;
  const { busy, problem, run } = useAction();
  const put = (): void =>
    run(async () => {
      await postJson<{ readonly record: number }>("/api/outcomes", statement);
      onStated();
      onClose();
    });
  return (
    <div className="act-form">
      <p className="outcome-sentence">{statementText(statement, site, timeZone)}</p>
      <p>
        Known from: <strong>{statement.source}</strong>
      </p>
      <p>
        It warns nobody and changes no warning: it is what warnings are measured against. Your name
        stands beside it. It can be taken back, and stays in the record all the same.
      </p>
      <Problem text={problem} />
      <button type="button" className="button-strong" disabled={busy} onClick={put}>
        Put it on record
      </button>
    </div>
  );
}
