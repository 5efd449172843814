import type { DeskSpeakerKind } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { KIND_WORDS } from "../desk-words.ts";
import { Choices } from "./choices.tsx";
import { DeskDialog } from "./desk-dialog.tsx";
import { KindChoice } from "./kind-choice.tsx";
import type { Speaker } from "./speakers-near.ts";
import { TextLine } from "../../fields/text-line.tsx";

/** Who makes a claim: a digit for somebody the account names, or a name of one's own. */
export function AttributeDialog(properties: {
  readonly about: string;
  readonly speakers: readonly Speaker[];
  readonly kinds: readonly DeskSpeakerKind[];
  readonly onAttribute: (speaker: Speaker) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { about, speakers, kinds, onAttribute, onClose } = properties;
  const [name, setName] = useState("");
  const [kind, setKind] = useState<DeskSpeakerKind>("named");
  const choose = (index: number): void => {
    const speaker = speakers[index];
    if (speaker !== undefined) onAttribute(speaker);
  };
  return (
    <DeskDialog
      title="Who says it?"
      about={about}
      onClose={onClose}
      onDigit={(digit) => choose(digit - 1)}
    >
      <Choices
        choices={speakers.map((speaker) => ({
          text: speaker.name,
          ...(speaker.name.startsWith("(") ? {} : { beside: KIND_WORDS[speaker.kind] }),
        }))}
        onChoose={choose}
      />
      <form
        className="desk-own"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") onAttribute({ name: name.trim(), kind });
        }}
      >
        <TextLine label="Or somebody else" value={name} onChange={setName} maxLength={300} />
        <KindChoice kinds={kinds} value={kind} onChange={setKind} />
        <button type="submit" className="button" disabled={name.trim() === ""}>
          Says it
        </button>
      </form>
    </DeskDialog>
  );
}
