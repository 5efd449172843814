import type { PictureWarning } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { clockText } from "../format/time.ts";
import { areaName } from "../screen/names.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Nothing } from "./panel.tsx";
import { receiptTone, receiptWord } from "./receipt-words.ts";
import { StageChip, toneOf } from "./stage-chip.tsx";

/** What people were told, and what came back from the channels that carried it. */
export function WarningsPanel(): ReactElement {
  const picture = usePicture();
  if (picture.warnings.length === 0) return <Nothing>Nobody was warned of anything.</Nothing>;
  return (
    <ul className="rows">
      {picture.warnings.map((warning) => (
        <WarningRow
          key={`${warning.areaId} ${warning.episode} ${warning.version}`}
          warning={warning}
        />
      ))}
    </ul>
  );
}

function WarningRow({ warning }: { readonly warning: PictureWarning }): ReactElement {
  const { detail, timeZone } = useScreen();
  return (
    <li className="row warning-row" data-tone={toneOf(warning.stage)}>
      <div className="row-static">
        <span className="decision-head">
          <StageChip stage={warning.stage} />
          <time className="row-note number">{clockText(warning.timeUs, timeZone)}</time>
          <span className="row-note">{areaName(detail, warning.areaId)}</span>
        </span>
        <p className="warning-headline">{warning.headline}</p>
        <p>{warning.instruction}</p>
        {warning.receipts.length === 0 ? (
          <p className="row-note">No channel has answered yet.</p>
        ) : (
          <ul className="receipts">
            {warning.receipts.map(({ channelId, outcome, detail: said }) => (
              <li key={channelId} data-tone={receiptTone(outcome)} title={said}>
                {channelId}: {receiptWord(outcome)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
