import type { PlannedArea } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { countText, durationText } from "../format/quantity.ts";
import { KIND_WORDS, percentText } from "./plan-words.ts";

/** Each area: what fails, worst first, beside its rose and its maps. */
export function PlanAreas({ areas }: { readonly areas: readonly PlannedArea[] }): ReactElement {
  return (
    <>
      {areas.map((area) => (
        <PlanArea key={area.id} area={area} />
      ))}
    </>
  );
}

function PlanArea({ area }: { readonly area: PlannedArea }): ReactElement {
  const { name, neededS, inTime, of, failing, failingLeftOut, rose } = area;
  return (
    <section className="plan-area" aria-label={name}>
      <h2>{name}</h2>
      <p>
        <strong className="number">{percentText(inTime / of)}</strong> of {countText(of)} approaches
        leave the {durationText(neededS)} that people need.
      </p>
      {failing.length > 0 && (
        <>
          <h3>Too late, worst first</h3>
          <ol className="plan-failing">
            {failing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
          {failingLeftOut > 0 && (
            <p className="soft small">
              and {countText(failingLeftOut)} more directions and heights
            </p>
          )}
        </>
      )}
      <div className="plan-pictures">
        <Picture svg={rose} words={`Warning time of ${name} by direction`} />
        <Maps area={area} />
      </div>
    </section>
  );
}

function Maps({ area }: { readonly area: PlannedArea }): ReactElement | null {
  const [kind, setKind] = useState(area.maps[0]?.kind ?? null);
  const map = area.maps.find((each) => each.kind === kind);
  if (map === undefined) return null;
  return (
    <div>
      {area.maps.length > 1 && (
        <label className="plan-map-kind">
          Map of{" "}
          <select
            value={map.kind}
            onChange={({ target }) =>
              setKind(area.maps.find((each) => each.kind === target.value)?.kind ?? map.kind)
            }
          >
            {area.maps.map((each) => (
              <option key={each.kind} value={each.kind}>
                {KIND_WORDS[each.kind].toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      )}
      <Picture
        svg={map.svg}
        words={`From how far off ${KIND_WORDS[map.kind].toLowerCase()} to ${area.name} are tracked, by height`}
      />
    </div>
  );
}

/** Drawn by the server, as it is in what is kept. */
const Picture = ({
  svg,
  words,
}: {
  readonly svg: string;
  readonly words: string;
}): ReactElement => (
  <div className="plan-picture" tabIndex={0} role="region" aria-label={words}>
    <img alt={words} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} />
  </div>
);
