import { type ReactElement, useId } from "react";

/** One line to type into, with its label and what may be meant. */
export function TextLine(properties: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly suggestions?: readonly string[];
  readonly numeric?: boolean;
  readonly required?: boolean;
}): ReactElement {
  const { label, value, onChange, maxLength, suggestions, numeric, required } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autoComplete="off"
        maxLength={maxLength}
        required={required === true}
        {...(numeric === true ? { inputMode: "numeric", pattern: "[0-9]{1,9}" } : {})}
        {...(suggestions === undefined ? {} : { list: `${id}-list` })}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </div>
  );
}
