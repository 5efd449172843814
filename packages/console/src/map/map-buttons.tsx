import type { ReactElement } from "react";

interface Properties {
  readonly tentative: boolean;
  readonly blind: boolean;
  readonly observed: boolean;
  readonly onTentative: (shown: boolean) => void;
  readonly onBlind: (shown: boolean) => void;
  readonly onObserved: (shown: boolean) => void;
  readonly onZoom: (levels: number) => void;
  readonly onFitSite: () => void;
  readonly onFitAll: () => void;
}

export function MapButtons(properties: Properties): ReactElement {
  return (
    <div className="map-buttons">
      <div className="map-button-group">
        <button type="button" aria-label="Closer" onClick={() => properties.onZoom(1)}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => properties.onZoom(-1)}>
          −
        </button>
      </div>
      <div className="map-button-group">
        <button type="button" onClick={properties.onFitSite}>
          Site
        </button>
        <button type="button" onClick={properties.onFitAll}>
          All
        </button>
      </div>
      <div className="map-button-group">
        <Toggle
          name="Unsure"
          title="Objects that may be nothing"
          on={properties.tentative}
          onChange={properties.onTentative}
        />
        <Toggle
          name="Blind"
          title="Directions from which something would not be seen in time"
          on={properties.blind}
          onChange={properties.onBlind}
        />
        <Toggle
          name="Seen"
          title="What sensors really saw of what others saw, beside what the site file claims"
          on={properties.observed}
          onChange={properties.onObserved}
        />
      </div>
    </div>
  );
}

function Toggle(properties: {
  readonly name: string;
  readonly title: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactElement {
  return (
    <button
      type="button"
      title={properties.title}
      aria-pressed={properties.on}
      onClick={() => properties.onChange(!properties.on)}
    >
      {properties.name}
    </button>
  );
}
