import type { SourceDetail } from "@tocsin/sdk";
import { type ReactElement, useEffect, useMemo } from "react";
import { getSource } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { siteBounds } from "../map/bounds.ts";
import { SiteMapView } from "../map/site-map-view.tsx";
import { browserLivePorts } from "../source/browser-live-ports.ts";
import { LiveSource } from "../source/live-source.ts";
import { useSourceState } from "../source/use-source.ts";
import { placesIn, withoutPlace, withPlace } from "./candidate-places.ts";
import "../styles/map.css";

interface Properties {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where a sensor could stand, set on the map of the site: by a click or a tap, or with the keys in its middle. */
export function CandidateMap(properties: Properties): ReactElement {
  const detail = useRemote("live", (signal) => getSource("live", signal));
  if (detail.state === "ready") return <Drawn {...properties} detail={detail.value} />;
  return detail.state === "loading" ? (
    <p className="soft">Loading the map…</p>
  ) : (
    <p role="alert">{detail.message}</p>
  );
}

function Drawn({
  text,
  onText,
  detail: { site },
}: Properties & { readonly detail: SourceDetail }): ReactElement {
  const live = useMemo(() => new LiveSource(browserLivePorts), []);
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  const { picture } = useSourceState(live);
  const bounds = useMemo(() => siteBounds(site), [site]);
  const marks = useMemo(() => placesIn(text), [text]);
  return (
    <>
      <p className="small">
        Click or tap where a sensor could stand. With the keyboard: move the map with the arrow
        keys, then <em>Put a place here</em>.
      </p>
      <div className="plan-map">
        <SiteMapView
          site={site}
          picture={picture}
          selection={null}
          reports={[]}
          bounds={bounds}
          marks={marks}
          onSelect={() => undefined}
          onPlace={(place) => onText(withPlace(text, place))}
          more={(middle) => (
            <div className="plan-middle">
              <span aria-hidden="true" className="plan-cross" />
              <button
                type="button"
                className="button"
                onClick={() => {
                  const place = middle();
                  if (place !== null) onText(withPlace(text, place));
                }}
              >
                Put a place here
              </button>
            </div>
          )}
        />
      </div>
      {marks.length > 0 && (
        <ul className="plan-places" aria-label="Places where a sensor could stand">
          {marks.map(({ name, place: [latitude, longitude] }) => (
            <li key={name}>
              {name} <span className="soft number">{`${latitude}, ${longitude}`}</span>
              <button
                type="button"
                className="button"
                aria-label={`Remove ${name}`}
                onClick={() => onText(withoutPlace(text, name))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
