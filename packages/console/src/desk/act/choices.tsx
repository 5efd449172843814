import type { ReactElement } from "react";

/** Choices of which one press, or one digit, is enough. */
export function Choices(properties: {
  readonly choices: readonly { readonly text: string; readonly beside?: string }[];
  readonly onChoose: (index: number) => void;
}): ReactElement {
  const { choices, onChoose } = properties;
  return (
    <ol className="desk-choices">
      {choices.map(({ text, beside }, i) => (
        <li key={text}>
          <button type="button" className="act-choice" onClick={() => onChoose(i)}>
            <kbd>{i + 1}</kbd>
            <span>
              <strong>{text}</strong>
              {beside !== undefined && <span className="soft"> {beside}</span>}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
