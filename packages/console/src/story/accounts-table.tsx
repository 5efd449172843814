import type { AccountRow, Story } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { type MergedStatement, mergeStatements } from "./merge-statements.ts";
import { sentenceCase } from "../format/words.ts";
import type { Variant } from "./variant.ts";
import { VariantBadge } from "./variant-badge.tsx";

/** Topics that stand in the table from the start; the server has the most disputed first. */
const TOPICS_FIRST = 5;

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

interface Choice {
  readonly variants: readonly Variant[];
  readonly selected: Variant;
  readonly select: (variant: Variant) => void;
  readonly pointAt: (variant: Variant | null) => void;
}

/**
 * Who reported what. What fits the chosen variant stands out, what contradicts it steps back; the letters say of each
 * statement which variants it fits. On a narrow screen every statement becomes a card; the roles keep it a table.
 */
export function AccountsTable({
  accounts,
  ...choice
}: Choice & { readonly accounts: Story["accounts"] }): ReactElement {
  const [all, setAll] = useState(false);
  const statements = accounts.flatMap((row) => row.statements);
  const rest = accounts.slice(TOPICS_FIRST);
  const fitting = statements.filter(({ fits }) => fits.includes(choice.selected.id)).length;
  return (
    <section className="accounts" aria-labelledby="accounts-title">
      <header className="accounts-head">
        <h2 id="accounts-title">Who reported what</h2>
        <p className="soft small" aria-live="polite">
          {fitting} of {statements.length} statements fit{" "}
          <VariantBadge letter={choice.selected.letter} selected />{" "}
          <span>{choice.selected.name.toLowerCase()}</span>
        </p>
      </header>
      <table className="accounts-table" role="table" aria-labelledby="accounts-title">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              What was said
            </th>
            <th role="columnheader" scope="col">
              Who said it, and where it stands
            </th>
            <th role="columnheader" scope="col">
              Fits
            </th>
          </tr>
        </thead>
        {(all ? accounts : accounts.slice(0, TOPICS_FIRST)).map((row) => (
          <Topic key={row.topic} row={row} {...choice} />
        ))}
      </table>
      {rest.length > 0 && (
        <button
          type="button"
          className="button accounts-more"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? "Show less"
            : `Show more: ${rest.map(({ topic }) => lowerFirst(topic)).join("; ")}`}
        </button>
      )}
    </section>
  );
}

function Topic({ row, ...choice }: Choice & { readonly row: AccountRow }): ReactElement {
  return (
    <tbody role="rowgroup">
      <tr role="row" className="topic">
        <th role="rowheader" scope="rowgroup" colSpan={3}>
          {row.topic}
        </th>
      </tr>
      {mergeStatements(row.statements).map((statement) => (
        <StatementRow
          key={`${statement.says} ${statement.fits.join(" ")}`}
          statement={statement}
          {...choice}
        />
      ))}
    </tbody>
  );
}

function StatementRow({
  statement,
  variants,
  selected,
  select,
  pointAt,
}: Choice & { readonly statement: MergedStatement }): ReactElement {
  const fits = statement.fits.includes(selected.id);
  return (
    <tr role="row" className={fits ? "statement statement-fits" : "statement statement-against"}>
      <td role="cell" className="statement-says">
        {statement.says}
        <span className="unseen">
          {fits ? `. Fits ${selected.letter}.` : `. Does not fit ${selected.letter}.`}
        </span>
      </td>
      <td role="cell" className="statement-who">
        <Voices voices={statement.voices} />
      </td>
      <td role="cell" className="statement-fits-cell">
        <span className="fit-chips">
          {variants.map((variant) => (
            <Chip
              key={variant.id}
              variant={variant}
              fits={statement.fits.includes(variant.id)}
              selected={variant === selected}
              select={select}
              pointAt={pointAt}
            />
          ))}
        </span>
      </td>
    </tr>
  );
}

function Voices({ voices }: Pick<MergedStatement, "voices">): ReactElement {
  return (
    <>
      {voices.map(({ speaker, source }) => (
        <p key={`${speaker} ${source}`}>
          {sentenceCase(speaker)}
          <cite>{source}</cite>
        </p>
      ))}
    </>
  );
}

/**
 * Whether a statement fits one variant; pressing it chooses the variant. Left out of the tab order: the list of
 * variants does the same in five steps instead of a hundred.
 */
function Chip(properties: {
  readonly variant: Variant;
  readonly fits: boolean;
  readonly selected: boolean;
  readonly select: (variant: Variant) => void;
  readonly pointAt: (variant: Variant | null) => void;
}): ReactElement {
  const { variant, fits, selected, select, pointAt } = properties;
  const words = `${fits ? "Fits" : "Does not fit"} ${variant.letter}: ${variant.name.toLowerCase()}`;
  const state = fits ? "fit-chip-fits" : "fit-chip-against";
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`fit-chip ${state}${selected ? " fit-chip-selected" : ""}`}
      aria-label={words}
      title={words}
      onClick={() => select(variant)}
      onPointerEnter={() => pointAt(variant)}
      onPointerLeave={() => pointAt(null)}
    >
      {variant.letter}
    </button>
  );
}
