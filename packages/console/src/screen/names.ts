import type { SourceDetail } from "@tocsin/sdk";

/** Names of the site's things, for people; an unknown id is its own name. */
export const sensorName = (detail: SourceDetail, id: string): string =>
  detail.site.sensors.find((sensor) => sensor.id === id)?.name ?? id;
export const areaName = (detail: SourceDetail, id: string): string =>
  detail.site.areas.find((area) => area.id === id)?.name ?? id;
