import type { SourceDetail } from "@tocsin/sdk";

/** Names of the site's things, for people; an unknown id is its own name. */
export const areaName = (detail: SourceDetail, id: string): string =>
  detail.site.areas.find((area) => area.id === id)?.name ?? id;
