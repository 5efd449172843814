import { COMMAND_LIMITS } from "@tocsin/sdk";
import { type ReactElement, useId, useState } from "react";
import { TextLine } from "../fields/text-line.tsx";

/** From whom something is known. */
const SOURCE_CHARACTERS = 120;

/** Large buttons of which one is pressed: no list to open, nothing to aim at. */
export function Choice(properties: {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { legend, options, value, onChange } = properties;
  const name = useId();
  return (
    <fieldset className="act-choices">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} data-chosen={option.value === value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  );
}

/** The same, where several may be pressed. */
export function Choices(properties: {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}): ReactElement {
  const { legend, options, values, onChange } = properties;
  return (
    <fieldset className="act-choices">
      <legend>{legend}</legend>
      {options.map(({ value, text }) => (
        <label key={value} data-chosen={values.includes(value)}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...values, value] : values.filter((each) => each !== value))
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** A listed reason or one of one's own, never both: own words stay as they are typed, also where they begin as a listed one. */
export function Why(properties: {
  readonly reasons: readonly string[];
  readonly onChange: (reason: string) => void;
}): ReactElement {
  const { reasons, onChange } = properties;
  const [listed, setListed] = useState("");
  const [own, setOwn] = useState("");
  return (
    <>
      <Choice
        legend="Why"
        options={reasons.map((text) => ({ value: text, text }))}
        value={listed}
        onChange={(text) => {
          setListed(text);
          setOwn("");
          onChange(text);
        }}
      />
      <Line
        label="Or in your own words"
        value={own}
        onChange={(text) => {
          setListed("");
          setOwn(text);
          onChange(text);
        }}
        optional={listed !== ""}
        maxLength={COMMAND_LIMITS.reasonCharacters}
      />
    </>
  );
}

/** Words for the record, as long as the record takes them. */
export function Line(properties: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly optional?: boolean;
  readonly maxLength?: number;
}): ReactElement {
  const { label, value, onChange, optional, maxLength } = properties;
  return (
    <TextLine
      label={label}
      value={value}
      onChange={onChange}
      minLength={3}
      maxLength={maxLength ?? SOURCE_CHARACTERS}
      required={optional !== true}
    />
  );
}
