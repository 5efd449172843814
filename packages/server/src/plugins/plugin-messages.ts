import type { SensorStatus, TimeUs } from "@tocsin/core";

/** What a plugin's thread is started with. */
export interface PluginWork {
  /** URL of the module. */
  readonly module: string;
  readonly inputId: string;
  readonly sensors: readonly string[];
  readonly options: unknown;
}

/** From the post to a plugin's thread. */
export type ToPlugin =
  | {
      readonly type: "chunk" | "message";
      readonly bytes: Uint8Array;
      readonly atUs: TimeUs;
      readonly peer: string;
    }
  | { readonly type: "opened"; readonly atUs: TimeUs; readonly peer: string }
  | {
      readonly type: "ended";
      readonly clean: boolean;
      readonly atUs: TimeUs;
      readonly peer: string;
    }
  | { readonly type: "source-ended" }
  | { readonly type: "ping" }
  /** So many of its words were taken in. */
  | { readonly type: "heard"; readonly count: number }
  | { readonly type: "stop" };

/** From a plugin's thread. Nothing of it is believed: it is held against its form first. */
export type FromPlugin =
  | { readonly type: "look"; readonly look: unknown; readonly receivedUs: unknown }
  | {
      readonly type: "health";
      readonly sensorId: string;
      readonly status: SensorStatus;
      readonly reason: string;
      readonly receivedUs: unknown;
    }
  | {
      readonly type: "rejected";
      readonly reason: string;
      readonly count: number;
      readonly detail: string;
      readonly receivedUs: unknown;
    }
  | { readonly type: "link"; readonly state: "up" | "down"; readonly detail: string }
  | { readonly type: "send"; readonly peer: string; readonly bytes: Uint8Array }
  | { readonly type: "close"; readonly peer: string }
  /** Octets of the source that it is done with. */
  | { readonly type: "taken"; readonly octets: number }
  | { readonly type: "pong"; readonly octets: number; readonly unsaid: number }
  | { readonly type: "refused"; readonly detail: string }
  | { readonly type: "done" };

/** Words of a plugin that wait to be taken in; what it says beyond is dropped, and the number told. */
export const PLUGIN_WORDS_MAX = 1_000;
/** Octets that wait for a plugin; what comes beyond is dropped, and counted. */
export const PLUGIN_OCTETS_MAX = 4_194_304;
