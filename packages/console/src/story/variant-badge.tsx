import type { ReactElement } from "react";

/** The letter that stands for a variant wherever it is spoken of. */
export function VariantBadge({
  letter,
  selected = false,
}: {
  readonly letter: string;
  readonly selected?: boolean;
}): ReactElement {
  return (
    <span
      className={selected ? "variant-badge variant-badge-selected" : "variant-badge"}
      aria-hidden="true"
    >
      {letter}
    </span>
  );
}
