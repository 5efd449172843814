import type { DeskSpeakerKind } from "@tocsin/sdk";
import { type ReactElement, useId } from "react";
import { KIND_WORDS } from "../desk-words.ts";

export function KindChoice(properties: {
  readonly kinds: readonly DeskSpeakerKind[];
  readonly value: DeskSpeakerKind;
  readonly onChange: (kind: DeskSpeakerKind) => void;
}): ReactElement {
  const { kinds, value, onChange } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>How it is given</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) =>
          onChange(kinds.find((kind) => kind === currentTarget.value) ?? value)
        }
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_WORDS[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}
