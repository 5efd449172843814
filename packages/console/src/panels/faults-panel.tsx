import type { ReactElement } from "react";
import { clockText } from "../format/time.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Nothing } from "./panel.tsx";

export function FaultsPanel(): ReactElement {
  const { timeZone } = useScreen();
  const picture = usePicture();
  if (picture.faults.length === 0) return <Nothing>No faults.</Nothing>;
  return (
    <ul className="rows">
      {picture.faults.map((fault) => (
        <li
          key={`${fault.timeUs} ${fault.code} ${fault.subject}`}
          className="row"
          data-tone="caution"
        >
          <div className="row-static">
            <p>{fault.detail}</p>
            <p className="row-note decision-code">
              <time className="number">{clockText(fault.timeUs, timeZone)}</time>
              <span>{fault.subject}</span>
              <code>{fault.code}</code>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
