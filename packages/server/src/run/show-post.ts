import { TocsinError } from "@tocsin/sdk";
import type { DrillChannelsInfo, SiteConfig, SourceDetail } from "@tocsin/sdk";
import type { SiteModel } from "@tocsin/core";
import { drillChannels } from "../drill/drill-channels.ts";
import { HttpFront, type PostIdentity } from "../http/http-front.ts";
import type { LiveView } from "../http/live-view.ts";
import type { PostObservers } from "./post-observers.ts";
import type { PostOperators } from "./post-operators.ts";
import { pictureSite } from "../picture/picture-site.ts";

/** Where the screens of a post are served. */
export interface WebOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Called with the address whenever it begins to listen. */
  readonly announce: PostIdentity["listening"];
}

export interface ShownPost {
  readonly site: SiteModel;
  readonly config: Pick<SiteConfig, "site" | "channels">;
  readonly journal: string;
  readonly startedUs: number;
  readonly view: LiveView;
  readonly identity: PostIdentity;
  /** null: no reports of people are taken. */
  readonly observers: PostObservers | null;
  readonly operators: PostOperators;
  /** Records that the server is not as it should be; what `lasts` until it is `over: …`. */
  readonly fault: (subject: string, detail: string, lasts?: boolean) => void;
}

export interface ShownScreens {
  /** Whether they are served now. */
  readonly served: () => boolean;
  readonly stop: () => Promise<void>;
}

/** While its port is in use it is tried again so often. */
const RETRY_MS = 10_000;

/**
 * Serves a post's screens from a thread of their own. A post protects with or without them: a server that cannot listen
 * is a fault that is shown and tried again, and never a reason to stop.
 */
export function showPost(web: WebOptions, post: ShownPost): ShownScreens {
  let [front, closed]: [HttpFront | null, boolean] = [null, false];
  let retry: NodeJS.Timeout | undefined;
  const subject = `${web.host}:${web.port}`;
  const attempt = async (): Promise<void> => {
    try {
      const started = await HttpFront.start({
        host: web.host,
        port: web.port,
        morePorts: 0,
        startedUs: post.startedUs,
        live: { detail: liveDetail(post), journal: post.journal, model: post.site },
        identity: post.identity,
        ...(post.observers === null ? {} : { observers: post.observers }),
        operators: post.operators,
        ...(web.tls === undefined ? {} : { tls: web.tls }),
        failed: (detail, thread) => post.fault(thread ?? subject, detail),
      });
      if (closed) return await started.front.close();
      front = started.front;
      if (retry !== undefined) post.fault(subject, "over: screens are served");
      post.view.show(front);
    } catch (error) {
      if (closed) return;
      post.fault(subject, textOf(error), true);
      retry = setTimeout(() => void attempt(), RETRY_MS);
    }
  };
  void attempt();
  return {
    served: () => front?.served ?? false,
    stop: async () => {
      closed = true;
      clearTimeout(retry);
      post.view.stop();
      await front?.close();
    },
  };
}

const textOf = (error: unknown): string =>
  error instanceof TocsinError
    ? `${error.message} ${error.remedy}`
    : error instanceof Error
      ? error.message
      : String(error);

const liveDetail = ({ site, config }: ShownPost): SourceDetail => ({
  id: "live",
  kind: "live",
  story: null,
  title: site.name,
  summary: `What happens at ${site.name} now, in mode ${site.mode}.`,
  mode: site.mode,
  notional: site.mode === "simulation" || site.mode === "drill",
  site: pictureSite(site, config.site.time_zone),
  facts: [],
  questions: [],
  outcome: null,
  drillChannels: drillChannelsInfo(config),
});

/** What an exercise is told over, by name. */
function drillChannelsInfo(config: Pick<SiteConfig, "channels">): DrillChannelsInfo {
  const { channels, leftOut } = drillChannels(config);
  return { carries: channels.map(({ id }) => id), leftOut };
}
