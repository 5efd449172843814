import type { ObservationList, SourceDetail } from "@tocsin/sdk";
import { type ReactElement, useCallback, useEffect, useMemo } from "react";
import { ApiError, getSource } from "../api/api-client.ts";
import { useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { siteBounds } from "../map/bounds.ts";
import { MarksList } from "../player/marks-list.tsx";
import { usePlayerKeys } from "../player/use-player-keys.ts";
import { ReportsPanel } from "../reports/reports-panel.tsx";
import { isRecent, NO_REPORTS, reportsAt } from "../reports/shown-reports.ts";
import { useReports } from "../reports/use-reports.ts";
import { Screen } from "../screen/screen.tsx";
import type { Tab } from "../screen/tabs.tsx";
import { browserLivePorts } from "../source/browser-live-ports.ts";
import { LiveSource } from "../source/live-source.ts";
import { OperationsProvider, type PresentOperations } from "../operate/use-operations.ts";
import type { SourceState } from "../source/picture-source.ts";
import { useSourceState } from "../source/use-source.ts";
import { PastFoot, PresentFoot } from "./live-foot.tsx";
import { usePast } from "./use-past.ts";
import "../styles/player.css";

const NOTHING_LIVE = "Without a running post there is nothing live to see.";

/** The post behind this page. A server that only shows recordings, as the demo does, has none. */
async function livePost(signal: AbortSignal): Promise<SourceDetail> {
  try {
    return await getSource("live", signal);
  } catch (error) {
    if (error instanceof ApiError && error.code === "SOURCE_NOT_FOUND")
      throw new Error("This server only shows recordings.", { cause: error });
    throw error;
  }
}

export function LivePage(): ReactElement {
  const detail = useRemote("live", livePost);
  if (detail.state === "ready") return <LiveScreen detail={detail.value} />;
  return (
    <Page title="Live">
      {detail.state === "loading" ? (
        <p className="soft">Loading…</p>
      ) : (
        <p role="alert">
          {detail.message} {NOTHING_LIVE} <a href="#/">All recordings</a>
        </p>
      )}
    </Page>
  );
}

/** There where reports are taken and the asker acts on them; its number is of those that matter now. */
function reportsTab(list: ObservationList | null, timeUs: number): Tab[] {
  if (list === null) return [];
  const recent = reportsAt(list.observations, timeUs).filter((report) => isRecent(report, timeUs));
  const content = <ReportsPanel list={list} />;
  return [{ id: "reports", title: "Reports", count: recent.length, content }];
}

function LiveScreen({ detail }: { readonly detail: SourceDetail }): ReactElement {
  const live = useMemo(() => new LiveSource(browserLivePorts), []);
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  const present = useSourceState(live);
  const { past, lookBack, returnToLive } = usePast(present);
  const record = past.state === "shown" ? past.source : null;
  const shown = useSourceState(record ?? live);
  usePlayerKeys(record);
  const bounds = useMemo(() => siteBounds(detail.site), [detail.site]);
  const seek = useCallback((timeUs: number) => record?.seek(timeUs), [record]);
  const reports = useReports();
  const more = (): Tab[] => [
    ...reportsTab(reports, shown.picture?.timeUs ?? 0),
    ...(record === null
      ? []
      : [
          {
            id: "events",
            title: "Events",
            content: (
              <MarksList marks={record.timeline.marks} moments={record.marks} onSeek={seek} />
            ),
          },
        ]),
  ];
  return (
    <OperationsProvider value={operationsOf(present)}>
      <Screen
        detail={detail}
        state={shown}
        bounds={bounds}
        seek={record === null ? null : seek}
        pastOfUs={record === null ? null : (present.picture?.timeUs ?? null)}
        asked={null}
        more={more}
        reports={reports?.observations ?? NO_REPORTS}
        foot={
          record === null ? (
            <PresentFoot
              detail={detail}
              connected={present.connection === "current"}
              picture={present.picture}
              loading={past.state === "loading"}
              notice={past.state === "none" ? past.notice : null}
              onLookBack={lookBack}
            />
          ) : (
            <PastFoot
              detail={detail}
              picture={shown.picture}
              source={record}
              now={present.picture?.protection ?? null}
              onReturn={returnToLive}
            />
          )
        }
      />
    </OperationsProvider>
  );
}

/** What can be ordered is of the present alone; of a screen that has lost the post nothing can. */
function operationsOf({ picture, connection }: SourceState): PresentOperations | null {
  const operations = picture?.operations;
  return picture === null || operations === undefined || connection === "lost"
    ? null
    : { operations, timeUs: picture.timeUs };
}
