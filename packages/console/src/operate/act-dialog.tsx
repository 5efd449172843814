import type { Operations, WantedCommand } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { ApiError } from "../api/api-client.ts";
import { elapsedText } from "../format/time.ts";
import { useStepHeading } from "../fields/use-modal.ts";
import { Problem } from "../identity/card.tsx";
import { useAction } from "../identity/use-action.ts";
import { Choice, Line, Why } from "./act-fields.tsx";
import { type Act, lengthText } from "./acts.ts";
import { newId, sendCommand } from "./operate-client.ts";
import { tagOf, usePresent, useRights } from "./use-operations.ts";
import { useSigner } from "./use-signer.ts";

interface Properties {
  /** What it is about, as people call it. */
  readonly place: string;
  /** null: the whole site. */
  readonly areaId: string | null;
  /** What can be done; a single one is asked for at once. */
  readonly acts: readonly Act[];
  readonly onClose: () => void;
}

/** One thing after the other: what to do, why, and then the button that does it. Escape leaves everything as it is. */
export function ActDialog(properties: Properties): ReactElement {
  const { place, areaId, acts, onClose } = properties;
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, choose] = useState<Act | null>(acts.length === 1 ? (acts[0] ?? null) : null);
  const title = useId();
  const heading = useStepHeading(chosen?.id ?? "");
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="act-dialog" ref={dialog} aria-labelledby={title} onClose={onClose}>
      <header className="act-head">
        <h2 id={title} ref={heading}>
          {chosen?.title ?? "What do you want to do?"}
        </h2>
        <p className="soft">{place}</p>
        <OthersWait onLook={() => dialog.current?.close()} />
      </header>
      {chosen === null ? (
        <ul className="act-list">
          {acts.map((act) => (
            <li key={act.id}>
              <button type="button" className="act-choice" onClick={() => choose(act)}>
                <strong>{act.title}</strong>
                <span className="soft">
                  {act.says}
                  {act.lowers && " Takes a second person."}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <ActForm act={chosen} areaId={areaId} onDone={() => dialog.current?.close()} />
      )}
      <footer className="act-foot">
        {chosen !== null && acts.length > 1 && (
          <button type="button" className="button" onClick={() => choose(null)}>
            Back
          </button>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Leave it as it is
        </button>
      </footer>
    </dialog>
  );
}

/** The form covers the bar: that somebody waits for this person's answer is said here too, with the way to it. */
function OthersWait({ onLook }: { readonly onLook: () => void }): ReactElement | null {
  const present = usePresent();
  const { accountId, maySupervise } = useRights();
  const waiting = (present?.operations.proposals ?? []).filter(({ by }) => by.id !== accountId);
  const [first] = waiting;
  if (!maySupervise || first === undefined) return null;
  const more = waiting.length === 1 ? "" : `, and ${waiting.length - 1} more`;
  return (
    <p className="operate-line act-waiting" data-tone="caution" role="status">
      <span>
        <strong>{first.by.name} waits for a second person:</strong> {first.text}
        {more}
      </span>
      <button type="button" className="button" onClick={onLook}>
        Answer first
      </button>
    </p>
  );
}

function ActForm(properties: {
  readonly act: Act;
  readonly areaId: string | null;
  readonly onDone: () => void;
}): ReactElement {
  const { act, areaId, onDone } = properties;
  const [reason, setReason] = useState("");
  const [source, setSource] = useState("");
  const [lengthS, setLengthS] = useState(act.lengthsS?.[0] ?? 0);
  const { busy, problem, send } = useSending(act, areaId, onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(act.command({ lengthS, source }), reason);
  };
  return (
    <form className="act-form" onSubmit={submit}>
      <p>{act.says}</p>
      {act.lengthsS !== undefined && (
        <Choice
          legend="For how long"
          options={act.lengthsS.map((s) => ({ value: String(s), text: lengthText(s) }))}
          value={String(lengthS)}
          onChange={(value) => setLengthS(Number(value))}
        />
      )}
      {act.asksSource === true && (
        <Line label="From whom it is known" value={source} onChange={setSource} />
      )}
      <Why reasons={act.reasons} onChange={setReason} />
      <Problem text={problem} />
      <button type="submit" className="button-strong" disabled={busy || reason.trim().length < 3}>
        <Verb act={act} />
      </button>
    </form>
  );
}

/** What the person saw as they decided: of the site file that waits, of the area, or of the whole site. */
function seenTag({ aboutSiteFile }: Act, operations: Operations, areaId: string | null): string {
  return aboutSiteFile === true ? (operations.site?.tag ?? "") : tagOf(operations, areaId);
}

/** What was chosen, on its way to the post. Each confirmation has an id, so that sent twice it is acted on once. */
function useSending(
  act: Act,
  areaId: string | null,
  onDone: () => void,
): {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly send: (command: WantedCommand, reason: string) => void;
} {
  const present = usePresent();
  const { busy, problem, run } = useAction();
  const signer = useSigner();
  const tag = present === null ? "" : seenTag(act, present.operations, areaId);
  const [id, setId] = useState(newId);
  const [seen, setSeen] = useState(tag);
  const send = (command: WantedCommand, reason: string): void =>
    run(async () => {
      try {
        await sendCommand({ id, command, seen, reason: reason.trim() }, signer);
        onDone();
      } catch (error) {
        // Refused: what is tried next is meant anew, and on what the screen shows now.
        if (error instanceof ApiError && error.status !== null) {
          setId(newId());
          setSeen(tag);
        }
        throw error;
      }
    });
  return { busy, problem, send };
}

function Verb({ act }: { readonly act: Act }): string {
  const rule = usePresent()?.operations.secondPerson;
  if (!act.lowers) return act.verb;
  return rule?.standIn === "countdown" && act.aboutSiteFile !== true
    ? `Begin the countdown (${elapsedText(rule.countdownS ?? 0)})`
    : "Ask a second person";
}
