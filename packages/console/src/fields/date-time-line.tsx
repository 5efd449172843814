import { type ReactElement, useId } from "react";

/** The console's one field for a day and a time of it, with its label; the zone is told beside it. */
export function DateTimeLine(properties: {
  readonly label: string;
  /** `2026-05-04T07:00` or `2026-05-04T07:00:20`; empty: none yet. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  /** Seconds are asked for, too. */
  readonly seconds?: boolean;
}): ReactElement {
  const { label, value, onChange, required, seconds } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        {...(seconds === true ? { step: 1 } : {})}
        required={required === true}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}
