import type { DeskAction, DeskCase, DeskExhibit } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import type { Desk } from "../use-desk.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { AddDialog } from "./add-dialog.tsx";
import { HandOverDialog, VerifyDialog } from "./custody-dialogs.tsx";
import { type ExhibitActs, type ExhibitAsking, ExhibitRow } from "./exhibit-row.tsx";
import { LinkDialog, UnlinkDialog } from "./link-dialog.tsx";

/** What a person is asked; null: nothing. */
type Asking = "add" | ExhibitAsking | null;

/** Things and files that the case holds, each with its chain of custody and what it bears on. */
export function ExhibitsView({ desk }: { readonly desk: Desk }): ReactElement {
  const { shown, problem } = desk;
  const { chosen, asking, ask, done, takeBack, actsOf } = useExhibits(desk);
  return (
    <main className="findings">
      <div className="findings-head">
        <button type="button" className="button-strong" onClick={() => ask("add")}>
          Add an exhibit <kbd>n</kbd>
        </button>
        {shown.lastDone !== null && (
          <button type="button" className="button-quiet" title={shown.lastDone} onClick={takeBack}>
            Take back <kbd>u</kbd>
          </button>
        )}
      </div>
      {problem !== null && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
      {shown.exhibits.length === 0 && (
        <p className="soft">
          The case holds no exhibit. Remains, pictures, sounds, logs and documents are kept here
          under their hashes, with who took them, through whose hands they went, and what was
          verified of their time and place.
        </p>
      )}
      <ul>
        {shown.exhibits.map((exhibit) => (
          <ExhibitRow
            key={exhibit.id}
            exhibit={exhibit}
            shown={shown}
            chosen={exhibit.id === chosen?.id}
            acts={actsOf(exhibit)}
          />
        ))}
      </ul>
      <ExhibitDialogs
        shown={shown}
        chosen={chosen}
        asking={asking}
        onDone={done}
        onClose={() => ask(null)}
      />
    </main>
  );
}

/** What can be done with the exhibits, by keys and by buttons alike. */
function useExhibits({ shown, act }: Desk): {
  readonly chosen: DeskExhibit | null;
  readonly asking: Asking;
  readonly ask: (asking: Asking) => void;
  readonly done: (action: DeskAction) => void;
  readonly takeBack: () => void;
  readonly actsOf: (exhibit: DeskExhibit) => ExhibitActs;
} {
  const { exhibits } = shown;
  const [asking, ask] = useState<Asking>(null);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = exhibits.find(({ id }) => id === chosenId) ?? exhibits[0] ?? null;
  const done = (action: DeskAction): void => {
    ask(null);
    void act(null, action);
  };
  const step = (by: 1 | -1): void => {
    const at = exhibits.findIndex(({ id }) => id === chosen?.id);
    choose(exhibits[at + by]?.id ?? chosen?.id ?? null);
  };
  const askOf = (what: ExhibitAsking) => (): void => {
    if (chosen !== null) ask(what);
  };
  const takeBack = (): void => {
    if (shown.lastDone !== null) done({ kind: "take-back" });
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    n: () => ask("add"),
    l: askOf("link"),
    x: askOf("unlink"),
    h: askOf("hand-over"),
    v: askOf("verify"),
    u: takeBack,
  });
  const actsOf = ({ id }: DeskExhibit): ExhibitActs => ({
    choose: () => choose(id),
    ask: (what) => {
      choose(id);
      ask(what);
    },
    unlink: (to) =>
      done({ kind: "unlink-exhibit", exhibitId: id, to, reason: "it does not bear on it" }),
  });
  return { chosen, asking, ask, done, takeBack, actsOf };
}

function ExhibitDialogs(properties: {
  readonly shown: DeskCase;
  readonly chosen: DeskExhibit | null;
  readonly asking: Asking;
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const { shown, chosen, asking, onDone, onClose } = properties;
  if (asking === "add") return <AddDialog onDone={onDone} onClose={onClose} />;
  if (chosen === null) return null;
  switch (asking) {
    case null:
      return null;
    case "link":
      return <LinkDialog shown={shown} exhibit={chosen} onDone={onDone} onClose={onClose} />;
    case "unlink":
      return <UnlinkDialog exhibit={chosen} onDone={onDone} onClose={onClose} />;
    case "hand-over":
      return <HandOverDialog exhibit={chosen} onDone={onDone} onClose={onClose} />;
    case "verify":
      return <VerifyDialog exhibit={chosen} onDone={onDone} onClose={onClose} />;
  }
}
