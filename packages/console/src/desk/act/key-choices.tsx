import { type ReactElement, useState } from "react";
import { DeskDialog } from "./desk-dialog.tsx";
import { TextLine } from "../../fields/text-line.tsx";

/** Something that one key chooses. */
export interface KeyChoice {
  /** One character, as the keyboard gives it. */
  readonly key: string;
  readonly text: string;
  readonly beside?: string;
  /** Why, where the person says nothing else. */
  readonly reason: string;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly KeyChoice[];
}

/** Asks for one choice, by a key or a press, and lets the person say why in other words than the usual ones. */
export function KeyChoices(properties: {
  readonly title: string;
  readonly about: string;
  readonly groups: readonly ChoiceGroup[];
  /** Whether a reason is recorded with what is chosen. */
  readonly asksWhy?: boolean;
  /** What there is to say where nothing can be chosen. */
  readonly empty?: string;
  readonly onChoose: (key: string, reason: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { title, about, groups, asksWhy = true, empty, onChoose, onClose } = properties;
  const [why, setWhy] = useState("");
  const all = groups.flatMap(({ choices }) => choices);
  const choose = (key: string): boolean => {
    const choice = all.find((each) => each.key === key.toLowerCase());
    if (choice === undefined) return false;
    onChoose(choice.key, why.trim() === "" ? choice.reason : why.trim());
    return true;
  };
  return (
    <DeskDialog title={title} about={about} onClose={onClose} onKey={choose}>
      {all.length === 0 && empty !== undefined && <p>{empty}</p>}
      {groups
        .filter(({ choices }) => choices.length > 0)
        .map((group) => (
          <section key={group.title} className="key-group">
            {group.title !== "" && <h3 dir="auto">{group.title}</h3>}
            <ul className="desk-choices">
              {group.choices.map(({ key, text, beside }) => (
                <li key={key}>
                  <button type="button" className="act-choice" onClick={() => choose(key)}>
                    <kbd>{key}</kbd>
                    <span dir="auto">
                      <strong>{text}</strong>
                      {beside !== undefined && <span className="soft"> {beside}</span>}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {asksWhy && all.length > 0 && (
        <TextLine
          label="Why (if not as said above)"
          value={why}
          onChange={setWhy}
          maxLength={300}
        />
      )}
    </DeskDialog>
  );
}

/** `1` to `9`: more than that nobody chooses from by a key. */
export const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
