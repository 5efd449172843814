import type { ReactElement } from "react";
import { AreasPanel } from "../panels/areas-panel.tsx";
import { DecisionsPanel } from "../panels/decisions-panel.tsx";
import { DefencesPanel } from "../panels/defences-panel.tsx";
import { FaultsPanel } from "../panels/faults-panel.tsx";
import { OfficialPanel } from "../panels/official-panel.tsx";
import { Panel } from "../panels/panel.tsx";
import { ProtectionPanel } from "../panels/protection-panel.tsx";
import { SensorsPanel } from "../panels/sensors-panel.tsx";
import { TracksPanel } from "../panels/tracks-panel.tsx";
import { WarningsPanel } from "../panels/warnings-panel.tsx";
import { usePicture } from "./screen-model.ts";
import { type Tab, Tabs } from "./tabs.tsx";

interface Properties {
  /** What only one kind of screen has, such as what a recording is about. */
  readonly more: readonly Tab[];
}

/** Beside the map on a wide screen, on the left: am I protected, and who is in danger. */
export function WideLeft(): ReactElement {
  return (
    <div className="side side-left">
      <ProtectionPanel />
      <AreasPanel />
      <OfficialPanel />
      <SensorsPanel />
      <DefencesPanel />
      <Panel title="Faults">
        <FaultsPanel />
      </Panel>
    </div>
  );
}

/** On the right: what was decided of what. */
export function WideRight({ more }: Properties): ReactElement {
  return (
    <div className="side side-right">
      <Tabs label="What happens" tabs={[...useEventTabs(), ...more]} />
    </div>
  );
}

/** One column for a screen of middling width. */
export function MediumSide({ more }: Properties): ReactElement {
  const tabs = [areasTab, ...useEventTabs(), sensorsTab, useFaultsTab(), ...more];
  return (
    <div className="side side-right">
      <ProtectionPanel />
      <Tabs label="What happens" tabs={tabs} />
    </div>
  );
}

/** A sheet below the map. */
export function PhoneSheet({ more }: Properties): ReactElement {
  const tabs = [areasTab, ...useEventTabs(), sensorsTab, useFaultsTab(), ...more];
  return (
    <div className="sheet">
      <Tabs label="What happens" tabs={tabs} />
    </div>
  );
}

const areasTab: Tab = {
  id: "areas",
  title: "Areas",
  content: (
    <>
      <AreasPanel />
      <OfficialPanel />
    </>
  ),
};
const sensorsTab: Tab = {
  id: "sensors",
  title: "Sensors",
  content: (
    <>
      <SensorsPanel />
      <DefencesPanel />
    </>
  ),
};

function useEventTabs(): Tab[] {
  const picture = usePicture();
  return [
    { id: "decisions", title: "Decisions", content: <DecisionsPanel /> },
    { id: "tracks", title: "Objects", count: picture.tracks.length, content: <TracksPanel /> },
    {
      id: "warnings",
      title: "Warnings",
      count: picture.warnings.length + (picture.official?.length ?? 0),
      content: <WarningsPanel />,
    },
  ];
}

function useFaultsTab(): Tab {
  const picture = usePicture();
  return { id: "faults", title: "Faults", count: picture.faults.length, content: <FaultsPanel /> };
}
