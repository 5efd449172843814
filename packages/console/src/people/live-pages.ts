import type { PeopleSiteInfo } from "@tocsin/sdk";

/** Where a page of a drill leads to for what is real, as seen from where the page itself was found; empty on every other page. */
export const livePages = (
  site: Pick<PeopleSiteInfo, "mode" | "live"> | null,
  hostname: string,
): readonly string[] =>
  site?.mode !== "drill"
    ? []
    : (site.live ?? []).map(
        ({ port, secure }) => `${secure ? "https" : "http"}://${hostname}:${port}/people`,
      );
