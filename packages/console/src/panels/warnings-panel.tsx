import type { PictureWarning } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { clockText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { OfficialEntry } from "./official-panel.tsx";
import { OfficialTotalPanel } from "./official-total.tsx";
import { Nothing } from "./panel.tsx";
import { deliveryTone, receiptsInOrder, receiptWord, recipientsText } from "./receipt-words.ts";
import { StageChip, toneOf } from "./stage-chip.tsx";

/** What people were told, and what came back from the channels that carried it. */
export function WarningsPanel(): ReactElement {
  const { warnings, official = [] } = usePicture();
  const entries = [
    ...warnings.map((warning) => ({
      timeUs: warning.timeUs,
      row: (
        <WarningRow
          key={`${warning.areaId} ${warning.episode} ${warning.version}`}
          warning={warning}
          isLatest={warnings.find(({ areaId }) => areaId === warning.areaId) === warning}
        />
      ),
    })),
    ...official.map((message) => ({
      timeUs: message.timeUs,
      row: <OfficialEntry key={message.id} message={message} />,
    })),
  ].sort((a, b) => b.timeUs - a.timeUs);
  return (
    <>
      <OfficialTotalPanel />
      {entries.length === 0 && <Nothing>Nobody was warned of anything.</Nothing>}
      <ul className="rows">{entries.map(({ row }) => row)}</ul>
    </>
  );
}

function WarningRow(properties: {
  readonly warning: PictureWarning;
  /** What holds is read in full; what it took the place of is folded away. */
  readonly isLatest: boolean;
}): ReactElement {
  const { warning, isLatest } = properties;
  const { detail, timeZone } = useScreen();
  const { timeUs } = usePicture();
  const receipts = receiptsInOrder(warning.receipts, detail.site.mode);
  return (
    <li className="row" data-tone={toneOf(warning.stage)}>
      <div className="row-static">
        <span className="decision-head">
          <StageChip stage={warning.stage} />
          <time className="row-note number">{clockText(warning.timeUs, timeZone)}</time>
          <span className="row-note">{areaName(detail, warning.areaId)}</span>
        </span>
        <p className="warning-headline">{warning.headline}</p>
        {isLatest ? (
          <p>{warning.instruction}</p>
        ) : (
          <details className="warning-text">
            <summary>What people were told</summary>
            <p>{warning.instruction}</p>
          </details>
        )}
        {receipts.length === 0 ? (
          <p className="row-note">No channel has answered yet.</p>
        ) : (
          <ul className="receipts">
            {receipts.map((receipt) => (
              <li key={receipt.channelId} data-tone={deliveryTone(receipt)} title={receipt.detail}>
                {receipt.channelId}:{" "}
                {recipientsText(receipt, timeUs) ?? receiptWord(receipt.outcome)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
