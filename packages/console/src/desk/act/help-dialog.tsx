import type { ReactElement } from "react";
import { setKeysOn, useKeysOn } from "../use-shortcuts.ts";
import { DeskDialog } from "./desk-dialog.tsx";

const KEYS: readonly (readonly [string, string])[] = [
  ["j", "next claim"],
  ["k", "claim before"],
  ["]", "next account"],
  ["[", "account before"],
  ["a", "accept the claim"],
  ["r", "reject it, then the number of the reason"],
  ["t", "say who makes it, then the number of the speaker"],
  ["e", "put right what it says"],
  ["s", "split it at the words that are selected in it"],
  ["m", "merge it into another claim of the account"],
  ["x", "make it a proposal again, as it was"],
  ["g", "grade what is said (1 to 6) or who says it (A to F)"],
  ["o", "say which statement it goes back to"],
  ["w", "weigh it for or against a hypothesis"],
  ["l", "have a passage read that was taken for an advert or a form"],
  [
    "c",
    "a caret in the article: arrows move it, with Ctrl by word and sentence, with Shift they select",
  ],
  ["n", "new claim from the words that are selected; under Findings, a new hypothesis"],
  [
    "h v l x",
    "under Exhibits: it changed hands, time or place verified, link it, take a link back",
  ],
  ["u", "take back what was done last"],
  ["z", "in the timeline: more of the time, or less"],
  ["1 … 7", "read, compare, timeline, who copied whom, findings, exhibits, case"],
  ["?", "this help"],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const on = useKeysOn();
  return (
    <DeskDialog title="Keys" onClose={onClose}>
      <dl className="desk-keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(" ").map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="desk-check">
        <input
          type="checkbox"
          checked={on}
          onChange={({ currentTarget }) => setKeysOn(currentTarget.checked)}
        />
        Single keys do this
      </label>
      <p className="soft">
        What you decide is recorded at once, under your name and with its reason. Nothing is lost:
        what is taken back stays in the record as taken back.
      </p>
      <p className="soft">
        Minutes are measured while this window has your attention, from the first view of an account
        to the last decision on it. They stay beside the case on this machine, in{" "}
        <code>desk-minutes.json</code>, and are in no report.
      </p>
    </DeskDialog>
  );
}
