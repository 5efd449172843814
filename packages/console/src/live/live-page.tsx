import type { SourceDetail } from "@tocsin/sdk";
import { type ReactElement, useEffect, useMemo } from "react";
import { getSource } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { siteBounds } from "../map/bounds.ts";
import { Screen } from "../screen/screen.tsx";
import { browserLivePorts } from "../source/browser-live-ports.ts";
import { LiveSource } from "../source/live-source.ts";
import { useSourceState } from "../source/use-source.ts";

export function LivePage(): ReactElement {
  const detail = useRemote("live", (signal) => getSource("live", signal));
  if (detail.state === "ready") return <LiveScreen detail={detail.value} />;
  return (
    <Page title="Live">
      {detail.state === "loading" ? (
        <p className="soft">Loading…</p>
      ) : (
        <p role="alert">
          {detail.message} Without a running post there is nothing live to see.{" "}
          <a href="#/">All recordings</a>
        </p>
      )}
    </Page>
  );
}

const noTabs = (): readonly never[] => [];

function LiveScreen({ detail }: { readonly detail: SourceDetail }): ReactElement {
  const source = useMemo(() => new LiveSource(browserLivePorts), []);
  useEffect(() => {
    source.start();
    return () => source.stop();
  }, [source]);
  const state = useSourceState(source);
  const bounds = useMemo(() => siteBounds(detail.site), [detail.site]);
  return (
    <Screen
      detail={detail}
      state={state}
      bounds={bounds}
      seek={null}
      asked={null}
      more={noTabs}
      foot={null}
    />
  );
}
