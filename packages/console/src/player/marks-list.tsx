import type { Timeline } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { clockText } from "../format/time.ts";
import { Nothing } from "../panels/panel.tsx";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { MARK_WORDS, markTone } from "./mark-words.ts";

/** What happened, in order; each leads to its moment. */
export function MarksList(properties: {
  readonly marks: Timeline["marks"];
  /** The same at the moments that show them. */
  readonly moments: Timeline["marks"];
  readonly onSeek: (timeUs: number) => void;
}): ReactElement {
  const { timeZone } = useScreen();
  const picture = usePicture();
  if (properties.marks.length === 0) return <Nothing>Nothing is marked.</Nothing>;
  return (
    <ol className="rows">
      {properties.marks.map((mark, index) => (
        <li
          key={`${mark.timeUs} ${mark.kind} ${mark.text}`}
          className="row"
          data-tone={markTone(mark.kind)}
          data-later={mark.timeUs > picture.timeUs}
        >
          <button
            type="button"
            className="row-main mark-row"
            onClick={() => properties.onSeek(properties.moments[index]?.timeUs ?? mark.timeUs)}
          >
            <time className="number">{clockText(mark.timeUs, timeZone)}</time>
            <span>{mark.text}</span>
            <span className="row-note">{MARK_WORDS[mark.kind]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
