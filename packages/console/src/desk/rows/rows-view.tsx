import type { DeskAction } from "@tocsin/sdk";
import { Fragment, type ReactElement, type ReactNode, useState } from "react";
import type { Desk } from "../use-desk.ts";
import { useShortcuts } from "../use-shortcuts.ts";

/** What can be done with one row; `What` names what a person can be asked of it. */
export interface RowActs<What> {
  readonly choose: () => void;
  readonly ask: (what: What) => void;
  readonly done: (action: DeskAction) => void;
}

/** What a dialogue about rows tells. */
export interface Asking {
  readonly onDone: (action: DeskAction) => void;
  readonly onClose: () => void;
}

interface Properties<Row, What extends string> {
  readonly desk: Desk;
  readonly rows: readonly Row[];
  /** Said where there are none. */
  readonly empty: string;
  /** What the key of each asks of the chosen row. */
  readonly keys: Readonly<Record<string, What>>;
  readonly row: (row: Row, chosen: boolean, acts: RowActs<What>) => ReactNode;
  readonly dialog: (what: What, row: Row, asking: Asking) => ReactNode;
  /** How a row is added: what its button says, and what it asks. */
  readonly add: { readonly words: string; readonly dialog: (asking: Asking) => ReactNode };
}

/** Rows of a case, one of them chosen, with what is done to each by keys and by buttons alike. */
export function RowsView<Row extends { readonly id: string }, What extends string>(
  properties: Properties<Row, What>,
): ReactElement {
  const { desk, rows, empty, row, dialog, add } = properties;
  const { shown, problem } = desk;
  const { chosen, asking, ask, choose, done, takeBack } = useRows(properties);
  const told: Asking = { onDone: done, onClose: () => ask(null) };
  const actsOf = ({ id }: Row): RowActs<What> => ({
    choose: () => choose(id),
    ask: (what) => {
      choose(id);
      ask({ what });
    },
    done,
  });
  return (
    <main className="findings">
      <div className="findings-head">
        <button type="button" className="button-strong" onClick={() => ask("new")}>
          {add.words} <kbd>n</kbd>
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
      {rows.length === 0 && <p className="soft">{empty}</p>}
      <ul>
        {rows.map((each) => (
          <Fragment key={each.id}>{row(each, each.id === chosen?.id, actsOf(each))}</Fragment>
        ))}
      </ul>
      {asking === "new" && add.dialog(told)}
      {asking !== null && asking !== "new" && chosen !== null && dialog(asking.what, chosen, told)}
    </main>
  );
}

/** Which row is chosen, and what a person is asked: of it, or of a new one. */
function useRows<Row extends { readonly id: string }, What extends string>({
  desk: { shown, act },
  rows,
  keys,
}: Properties<Row, What>) {
  const [asking, ask] = useState<"new" | { readonly what: What } | null>(null);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0] ?? null;
  const done = (action: DeskAction): void => {
    ask(null);
    void act(null, action);
  };
  const step = (by: 1 | -1): void => {
    const at = rows.findIndex(({ id }) => id === chosen?.id);
    choose(rows[at + by]?.id ?? chosen?.id ?? null);
  };
  const takeBack = (): void => {
    if (shown.lastDone !== null) done({ kind: "take-back" });
  };
  const asks: Readonly<Record<string, () => void>> = Object.fromEntries(
    Object.entries(keys).map(([key, what]) => [
      key,
      (): void => {
        if (chosen !== null) ask({ what });
      },
    ]),
  );
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    n: () => ask("new"),
    u: takeBack,
    ...asks,
  });
  return { chosen, asking, ask, choose, done, takeBack };
}
