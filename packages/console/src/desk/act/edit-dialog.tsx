import type { DeskAction, DeskClaim } from "@tocsin/sdk";
import { type FormEvent, type ReactElement, useState } from "react";
import { EDIT_REASON } from "../desk-words.ts";
import { DeskDialog } from "./desk-dialog.tsx";
import { TextLine } from "./text-line.tsx";

type Edit = Extract<DeskAction, { readonly kind: "edit" }>;

/** What a claim says, put right; what was proposed is kept beside it. */
export function EditDialog(properties: {
  readonly claim: DeskClaim;
  /** What others say to the same question. */
  readonly values: readonly string[];
  readonly onEdit: (edit: Edit) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { claim, values, onEdit, onClose } = properties;
  const [value, setValue] = useState(claim.value);
  const [least, setLeast] = useState(claim.least === null ? "" : String(claim.least));
  const [most, setMost] = useState(claim.most === null ? "" : String(claim.most));
  const [population, setPopulation] = useState(claim.population ?? "");
  const [reason, setReason] = useState<string>(EDIT_REASON);
  const counted = claim.least !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const interval =
      least === "" ? null : { least: Number(least), most: most === "" ? null : Number(most) };
    onEdit({
      kind: "edit",
      claimId: claim.id,
      change: {
        value: value.trim(),
        interval,
        population: population.trim() === "" ? null : population.trim(),
      },
      reason,
    });
  };
  return (
    <DeskDialog title="Put it right" about={`${claim.says} – ${claim.speaker}`} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <TextLine
          label={counted ? "Of what" : "What is said"}
          value={value}
          onChange={setValue}
          maxLength={300}
          suggestions={values}
          required
        />
        {counted && (
          <div className="desk-fields">
            <TextLine
              label="At least"
              value={least}
              onChange={setLeast}
              maxLength={9}
              numeric
              required
            />
            <TextLine
              label="At most (empty: open)"
              value={most}
              onChange={setMost}
              maxLength={9}
              numeric
            />
            <TextLine label="Of whom" value={population} onChange={setPopulation} maxLength={100} />
          </div>
        )}
        <TextLine label="Why" value={reason} onChange={setReason} maxLength={300} required />
        <button type="submit" className="button-strong">
          Save
        </button>
      </form>
    </DeskDialog>
  );
}
