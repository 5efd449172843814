import type { DeskKey, MemberSignature } from "@tocsin/sdk";
import { type ReactElement, useId, useState } from "react";
import { whyNoPasskeys } from "../../identity/passkey-client.ts";
import { readKeyFile, signWithKey } from "./key-file.ts";
import { signWithPasskey } from "./member-passkey.ts";

interface Signing {
  /** Who signs; empty where nobody can. */
  readonly name: string;
  readonly isReady: boolean;
  /** Has the person sign exactly this text. Throws in words where it is not signed. */
  readonly sign: (text: string) => Promise<MemberSignature>;
  /** Asks who signs, and for the key where it is one in a file. */
  readonly fields: ReactElement;
}

/** Asks which of some people signs, and has them sign: with the passkey that the case knows of them, or else with a key in a file. */
export function useSigner(people: readonly DeskKey[]): Signing {
  const [chosen, setChosen] = useState(people.length === 1 ? (people[0]?.name ?? "") : "");
  const [file, setFile] = useState<File | null>(null);
  const person = people.find(({ name }) => name === chosen);
  const passkey = person?.passkey ?? null;
  const why = passkey === null ? null : whyNoPasskeys();
  return {
    name: person?.name ?? "",
    isReady: person !== undefined && (passkey === null ? file !== null : why === null),
    sign: async (text) => {
      if (passkey !== null) return signWithPasskey(passkey, text);
      if (file === null) throw new Error("Choose the file with your key.");
      return signWithKey(await readKeyFile(file), text);
    },
    fields: (
      <>
        <PersonField people={people} chosen={chosen} onChoose={setChosen} />
        {person !== undefined && passkey === null && <KeyFileField onChoose={setFile} />}
        {why !== null && <p className="form-problem">{why}</p>}
      </>
    ),
  };
}

function PersonField(properties: {
  readonly people: readonly DeskKey[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}): ReactElement {
  const { people, chosen, onChoose } = properties;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Who signs</label>
      <select
        id={id}
        required
        value={chosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        <option value="">Choose your name</option>
        {people.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Of a key that `tocsin case key` made. */
export function KeyFileField({
  onChoose,
}: {
  readonly onChoose: (file: File | null) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Your key file (it stays in this window)</label>
      <input
        id={id}
        type="file"
        required
        onChange={({ currentTarget }) => onChoose(currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}
