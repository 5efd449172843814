import type { PictureOfficial } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { clockText, dateText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Panel } from "./panel.tsx";
import { receiptTone, receiptWord } from "./receipt-words.ts";

/** What authorities say: of another source than our own warnings, and told apart from them. */
export function OfficialPanel(): ReactElement {
  const { official = [] } = usePicture();
  if (official.length === 0) return <></>;
  return (
    <Panel title="Official warnings" note="of others, as they came">
      <ul className="rows">
        {official.toSorted(inForceFirst).map((message) => (
          <OfficialRow key={message.id} message={message} />
        ))}
      </ul>
    </Panel>
  );
}

/** The same beside our own, with the time at its head as ours have it. */
export const OfficialEntry = ({ message }: { readonly message: PictureOfficial }): ReactElement => {
  const { timeZone } = useScreen();
  const [word, tone] = stateOf(message);
  return (
    <li className="row">
      <div className="row-static">
        <span className="decision-head">
          <span className="chip chip-outline" data-tone={tone}>
            {word}
          </span>
          <time className="row-note number">{clockText(message.timeUs, timeZone)}</time>
          <span className="row-note">Official: {message.source}</span>
        </span>
        <p className="warning-headline">{message.headline}</p>
        {message.instruction !== null && <p>{message.instruction}</p>}
        <p className="row-note">{useNote(message)}</p>
        <Receipts message={message} />
      </div>
    </li>
  );
};

/** What is real and holds stands above what is over or only an exercise; otherwise the latest first. */
const inForceFirst = (a: PictureOfficial, b: PictureOfficial): number =>
  Number(isInForce(b)) - Number(isInForce(a));
const isInForce = ({ status, state }: PictureOfficial): boolean =>
  status === "actual" && state === "running";

function OfficialRow({ message }: { readonly message: PictureOfficial }): ReactElement {
  const { timeZone } = useScreen();
  const [word, tone] = stateOf(message);
  return (
    <li className="row">
      <div className="row-static row-grid">
        <span className="row-title">{message.source}</span>
        <span className="dot-word" data-tone={tone}>
          {word}
        </span>
        <strong className="row-whole">{message.headline}</strong>
        {message.instruction !== null && <span className="row-whole">{message.instruction}</span>}
        <span className="row-note row-whole">
          Came at {clockText(message.timeUs, timeZone)}. {useNote(message)}
        </span>
        <Receipts message={message} />
      </div>
    </li>
  );
}

const Receipts = ({ message }: { readonly message: PictureOfficial }): ReactElement | null =>
  message.receipts.length === 0 ? null : (
    <ul className="receipts row-whole">
      {message.receipts.map(({ channelId, outcome, detail }) => (
        <li key={channelId} data-tone={receiptTone(outcome)} title={detail}>
          {channelId}: {receiptWord(outcome)}
        </li>
      ))}
    </ul>
  );

/** Where it holds, until when, and what its signature is worth. */
function useNote(message: PictureOfficial): string {
  const { timeZone } = useScreen();
  const until =
    message.messageType === "cancel"
      ? ""
      : message.expiresUs === null
        ? " It does not say until when it holds."
        : ` Holds until ${untilText(message.expiresUs, message.timeUs, timeZone)}.`;
  return `${useWhere(message)}.${until} ${SIGNATURE[message.signature]}.`;
}

const DAY_US = 86_400_000_000;

/** A time of day, with its date where it may be another. */
const untilText = (timeUs: number, nowUs: number, timeZone: string): string =>
  timeUs - nowUs < DAY_US / 2
    ? clockText(timeUs, timeZone)
    : `${dateText(timeUs, timeZone)}, ${clockText(timeUs, timeZone)}`;

function useWhere({ areas, unplaced }: PictureOfficial): string {
  const { detail } = useScreen();
  const known = areas.map((id) => areaName(detail, id)).join(", ");
  if (unplaced.length === 0) return known === "" ? "No area of this site" : known;
  const unknown = `place not known: ${unplaced.join(", ")}`;
  return known === "" ? `P${unknown.slice(1)}` : `${known}; ${unknown}`;
}

const SIGNATURE: Readonly<Record<PictureOfficial["signature"], string>> = {
  none: "Not signed",
  unverified: "Signed, not verified",
  verified: "Signature verified",
};

const STATUS: Readonly<Record<PictureOfficial["status"], string | null>> = {
  actual: null,
  exercise: "Exercise, not real",
  system: "System message, not real",
  test: "Test, not real",
  draft: "Draft, not real",
};

function stateOf(message: PictureOfficial): readonly [word: string, tone: string] {
  const notReal = STATUS[message.status];
  if (notReal !== null) return [notReal, "plain"];
  switch (message.state) {
    case "running":
      return ["In force", "alarm"];
    case "updated":
      return ["Updated", "plain"];
    case "cancelled":
      return ["Cancelled", "plain"];
    case "over":
      return [message.messageType === "cancel" ? "Cancellation" : "Over", "plain"];
  }
}
