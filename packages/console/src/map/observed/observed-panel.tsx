import type { Picture, PictureSite } from "@tocsin/sdk";
import type { ReactElement } from "react";
import type { Selection } from "../selection.ts";
import { bandText, isOfBand, OBSERVED_BANDS, type ObservedBand } from "./observed-band.ts";
import { cellText, lessThanClaimed, shareText } from "./observed-words.ts";

/** So many differences are read out; the map shows all. */
const SHOWN_MAX = 8;

/** Beside the map: which heights it shows, what its colours mean, and in words where a sensor sees less than the site file claims. */
export function ObservedPanel(properties: {
  readonly site: PictureSite;
  readonly picture: Picture | null;
  readonly selection: Selection | null;
  readonly band: ObservedBand;
  readonly onBand: (band: ObservedBand) => void;
}): ReactElement {
  const { site, picture, selection, band, onBand } = properties;
  const chosen = selection?.kind === "sensor" ? selection.id : null;
  const sensors = (picture?.sensors ?? []).flatMap(({ id, conduct }) => {
    const cells = (conduct?.cells ?? []).filter((cell) => isOfBand(cell, band));
    return cells.length === 0 || (chosen !== null && chosen !== id) ? [] : [{ id, cells }];
  });
  const differences = sensors.flatMap(({ id, cells }) =>
    lessThanClaimed(cells).map((cell) => ({ name: nameOf(site, id), cell })),
  );
  return (
    <section className="observed" aria-label="What sensors really saw">
      <h2>What sensors really saw</h2>
      <fieldset>
        <legend>Of what flies, above the ground</legend>
        {OBSERVED_BANDS.map((each) => (
          <label key={each.fromM}>
            <input
              type="radio"
              name="observed-band"
              checked={each === band}
              onChange={() => onBand(each)}
            />
            {bandText(each)}
          </label>
        ))}
      </fieldset>
      <p className="small">
        Of flights that another sensor reported: <strong className="observed-less">red</strong>{" "}
        where certainly less is seen than the site file claims, blue where it is as claimed, dotted
        where not enough flights passed. Elsewhere none did.
      </p>
      <Differences differences={differences} nothing={sensors.length === 0} band={band} />
    </section>
  );
}

function Differences(properties: {
  readonly differences: readonly {
    readonly name: string;
    readonly cell: Parameters<typeof cellText>[0];
  }[];
  readonly nothing: boolean;
  readonly band: ObservedBand;
}): ReactElement {
  const { differences, nothing, band } = properties;
  if (nothing)
    return (
      <p>Not enough flights {bandText(band)}: nothing to hold what the site file claims against.</p>
    );
  if (differences.length === 0) return <p>Nowhere is certainly less seen than claimed.</p>;
  return (
    <ul>
      {differences.slice(0, SHOWN_MAX).map(({ name, cell }) => (
        <li key={`${name} ${cellText(cell)}`}>
          <strong>{name}</strong>, {cellText(cell)}: {shareText(cell)}
        </li>
      ))}
      {differences.length > SHOWN_MAX && <li>and {differences.length - SHOWN_MAX} more</li>}
    </ul>
  );
}

const nameOf = (site: PictureSite, id: string): string =>
  site.sensors.find((sensor) => sensor.id === id)?.name ?? id;
