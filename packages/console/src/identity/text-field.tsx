import { type ReactElement, useId } from "react";

export function TextField(properties: {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { label, value, autoComplete, onChange } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}
