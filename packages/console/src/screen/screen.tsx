import type { LatLonDeg, ListedObservation, Picture, SourceDetail } from "@tocsin/sdk";
import { type ReactElement, type ReactNode, useCallback, useMemo, useState } from "react";
import { TopBar } from "../app/top-bar.tsx";
import { clockText } from "../format/time.ts";
import type { Bounds } from "../map/bounds.ts";
import type { Selection } from "../map/selection.ts";
import { SiteMapView } from "../map/site-map-view.tsx";
import { ProtectionPanel } from "../panels/protection-panel.tsx";
import { useDrawnReports } from "../reports/use-drawn-reports.ts";
import { DrillBar } from "../drill/drill-bar.tsx";
import { OperateBar } from "../operate/operate-bar.tsx";
import type { SourceState } from "../source/picture-source.ts";
import { PlaceQuestion } from "../why/place-question.tsx";
import { type WhyAsked, WhyDrawer } from "../why/why-drawer.tsx";
import { Clock } from "./clock.tsx";
import { ModeBanner, PastBanner } from "./mode-banner.tsx";
import { PictureProvider, type ScreenModel, ScreenProvider } from "./screen-model.ts";
import { MediumSide, PhoneSheet, WideLeft, WideRight } from "./screen-panels.tsx";
import type { Tab } from "./tabs.tsx";
import { type Layout, useLayout } from "./use-layout.ts";
import "../styles/screen.css";
import "../styles/panels.css";
import "../styles/protection.css";
import "../styles/official.css";
import "../styles/map.css";
import "../styles/reports.css";
import "../styles/why.css";
import "../styles/operate.css";

interface Properties {
  readonly detail: SourceDetail;
  readonly state: SourceState;
  readonly bounds: Bounds;
  readonly seek: ((timeUs: number) => void) | null;
  /** The present, where what is shown is the past of a post that runs. */
  readonly pastOfUs: number | null;
  /** The answer that the drawer is open with at the start. */
  readonly asked: WhyAsked | null;
  /** A tab more, made of what the screen knows. */
  readonly more: (open: (asked: WhyAsked) => void) => readonly Tab[];
  /** What people reported, where that is known here. */
  readonly reports?: readonly ListedObservation[];
  /** Below everything: the controls of a recording. */
  readonly foot: ReactNode;
}

/** The operator's screen, the same for the present and for a recording. */
export function Screen(properties: Properties): ReactElement {
  const { detail, state, seek, pastOfUs } = properties;
  const { picture, connection } = state;
  const [selection, select] = useState<Selection | null>(null);
  const [asked, setAsked] = useState(properties.asked);
  const [place, setPlace] = useState<LatLonDeg | null>(null);
  const close = useCallback(() => setAsked(null), []);
  const closePlace = useCallback(() => setPlace(null), []);
  const timeZone = detail.site.timeZone ?? "UTC";
  const model = useMemo<ScreenModel>(
    () => ({
      detail,
      timeZone,
      selection,
      select,
      askWhy: (query) => setAsked({ kind: "query", query }),
      seek,
    }),
    [detail, timeZone, selection, seek],
  );
  const layout = useLayout();
  const reports = useDrawnReports(properties.reports, picture, selection);
  if (picture === null) return <Waiting detail={detail} />;
  const map = (
    <SiteMapView
      site={detail.site}
      picture={picture}
      selection={selection}
      reports={reports}
      bounds={properties.bounds}
      onSelect={select}
      onPlace={(at, picked) => {
        if (picked === null) setPlace(at);
      }}
    />
  );
  return (
    <ScreenProvider value={model}>
      <PictureProvider value={picture}>
        <div
          className="screen"
          data-layout={layout}
          data-connection={connection}
          data-past={pastOfUs !== null}
        >
          <Banner picture={picture} notional={detail.notional} pastOfUs={pastOfUs} />
          <TopBar>
            <h1 className="screen-title">
              {detail.kind === "live" ? detail.site.name : detail.title}
            </h1>
            <Clock timeUs={picture.timeUs} timeZone={timeZone} />
          </TopBar>
          {connection === "lost" && <Lost timeUs={picture.timeUs} timeZone={timeZone} />}
          {pastOfUs === null && <DrillBar detail={detail} timeZone={timeZone} />}
          <OperateBar detail={detail} timeZone={timeZone} />
          <main className="screen-body">
            <Body layout={layout} map={map} more={properties.more(setAsked)} />
            {place !== null && asked === null && (
              <PlaceQuestion key={place.join()} place={place} onClose={closePlace} />
            )}
            {asked !== null && <WhyDrawer sourceId={detail.id} asked={asked} onClose={close} />}
          </main>
          {properties.foot}
        </div>
      </PictureProvider>
    </ScreenProvider>
  );
}

function Banner(properties: {
  readonly picture: Picture;
  readonly notional: boolean;
  readonly pastOfUs: number | null;
}): ReactElement {
  const { picture, notional, pastOfUs } = properties;
  const { mode, timeUs } = picture;
  return pastOfUs === null ? (
    <ModeBanner mode={mode} notional={notional} />
  ) : (
    <PastBanner mode={mode} agoS={(pastOfUs - timeUs) / 1e6} />
  );
}

function Body(properties: {
  readonly layout: Layout;
  readonly map: ReactElement;
  readonly more: readonly Tab[];
}): ReactElement {
  const { layout, map, more } = properties;
  return (
    <>
      {layout === "wide" && <WideLeft />}
      {layout === "phone" && <ProtectionPanel />}
      {map}
      {layout === "wide" && <WideRight more={more} />}
      {layout === "medium" && <MediumSide more={more} />}
      {layout === "phone" && <PhoneSheet more={more} />}
    </>
  );
}

/** Everything else fades; this does not. */
function Lost(properties: { readonly timeUs: number; readonly timeZone: string }): ReactElement {
  return (
    <div className="lost" role="alert">
      <strong>Connection lost</strong>
      <span>
        Everything here is as of {clockText(properties.timeUs, properties.timeZone)}. Trying again…
      </span>
    </div>
  );
}

function Waiting({ detail }: { readonly detail: SourceDetail }): ReactElement {
  return (
    <div className="screen">
      <TopBar>
        <h1 className="screen-title">{detail.title}</h1>
      </TopBar>
      <main className="screen-waiting">
        <p>Waiting for the first picture…</p>
      </main>
    </div>
  );
}
