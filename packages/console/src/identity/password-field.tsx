import { type ReactElement, useEffect, useId, useRef, useState } from "react";

/** A password that can be looked at while it is typed, pasted, and filled in by a manager of passwords. */
export function PasswordField(properties: {
  readonly label: string;
  readonly value: string;
  readonly isNew: boolean;
  readonly hint?: string;
  /** It is what the person has just asked for. */
  readonly hasFocus?: boolean;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { label, value, isNew, hint, hasFocus, onChange } = properties;
  const [shown, setShown] = useState(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hasFocus === true) input.current?.focus();
  }, [hasFocus]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-with-button">
        <input
          ref={input}
          id={id}
          type={shown ? "text" : "password"}
          autoComplete={isNew ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellCheck={false}
          required
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <button
          type="button"
          className="button-quiet"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="soft small">
          {hint}
        </p>
      )}
    </div>
  );
}
