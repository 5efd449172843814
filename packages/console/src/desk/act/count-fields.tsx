import type { ReactElement } from "react";
import { TextLine } from "../../fields/text-line.tsx";

/** A number and of whom it is, as it is typed. */
export interface CountDraft {
  readonly least: string;
  readonly most: string;
  readonly population: string;
}

export function CountFields(properties: {
  readonly draft: CountDraft;
  readonly change: (part: Partial<CountDraft>) => void;
}): ReactElement {
  const { draft, change } = properties;
  return (
    <div className="desk-fields">
      <TextLine
        label="At least"
        value={draft.least}
        onChange={(least) => change({ least })}
        maxLength={9}
        numeric
        required
      />
      <TextLine
        label="At most (empty: open)"
        value={draft.most}
        onChange={(most) => change({ most })}
        maxLength={9}
        numeric
      />
      <TextLine
        label="Of whom"
        value={draft.population}
        onChange={(population) => change({ population })}
        maxLength={100}
      />
    </div>
  );
}
