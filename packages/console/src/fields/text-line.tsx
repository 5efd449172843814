import { type ReactElement, useId } from "react";

/** The console's one line to type into, with its label, its bounds and what may be meant. */
export function TextLine(properties: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly suggestions?: readonly string[];
  readonly numeric?: boolean;
  readonly required?: boolean;
  readonly minLength?: number;
  /** A name that is typed letter for letter: what a keyboard would make of it is not wanted. */
  readonly isName?: boolean;
  /** What the browser may fill in; usually nothing. */
  readonly autoComplete?: string;
}): ReactElement {
  const { label, value, onChange, maxLength, suggestions, numeric, required } = properties;
  const { minLength, isName, autoComplete } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autoComplete={autoComplete ?? "off"}
        maxLength={maxLength}
        {...(minLength === undefined ? {} : { minLength })}
        {...(isName === true ? { autoCapitalize: "none", spellCheck: false } : {})}
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
