import type { ReactElement } from "react";
import type { EvidenceOption } from "./evidence-options.ts";

const SHOWN_MAX = 40;

/** What the case holds and may be meant, the first few of many. */
export function EvidenceOptions<Evidence>(properties: {
  readonly options: readonly EvidenceOption<Evidence>[];
  readonly disabled: boolean;
  readonly onChoose: (evidence: Evidence) => void;
}): ReactElement {
  const { options, disabled, onChoose } = properties;
  return (
    <>
      <ul className="desk-choices evidence-options" aria-label="What the case holds">
        {options.slice(0, SHOWN_MAX).map((option) => (
          <Option
            key={option.key}
            option={option}
            disabled={disabled}
            onChoose={() => onChoose(option.evidence)}
          />
        ))}
      </ul>
      <p className="soft small" role="status">
        {options.length === 0
          ? "Nothing that the case holds matches."
          : options.length > SHOWN_MAX
            ? `${SHOWN_MAX} of ${options.length}: type a word to narrow it down.`
            : "Enter takes the first, too."}
      </p>
    </>
  );
}

function Option(properties: {
  readonly option: EvidenceOption<unknown>;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}): ReactElement {
  const { option, disabled, onChoose } = properties;
  return (
    <li>
      <button type="button" className="act-choice" disabled={disabled} onClick={onChoose}>
        <span className="account-id">{option.of}</span>
        <span dir="auto">
          <strong>{option.says}</strong> <span className="soft">{option.beside}</span>
        </span>
      </button>
    </li>
  );
}
