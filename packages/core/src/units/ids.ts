import type { Brand } from "./brand.ts";

export type SensorId = Brand<string, "SensorId">;
export type AreaId = Brand<string, "AreaId">;
export type SiteId = Brand<string, "SiteId">;
export type TrackId = Brand<string, "TrackId">;
export type DefenceId = Brand<string, "DefenceId">;
export type ChannelId = Brand<string, "ChannelId">;

export const sensorId = (text: string): SensorId => text as SensorId;
export const areaId = (text: string): AreaId => text as AreaId;
export const siteId = (text: string): SiteId => text as SiteId;
export const trackId = (text: string): TrackId => text as TrackId;
export const defenceId = (text: string): DefenceId => text as DefenceId;
export const channelId = (text: string): ChannelId => text as ChannelId;
