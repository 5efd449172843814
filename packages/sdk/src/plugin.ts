import type { SensorId } from "@tocsin/core";
import type { Adapter } from "./adapter.ts";
import type { ByteSource } from "./source/byte-source.ts";
import type { EscapeFraming } from "./source/escape-framer.ts";
import type { Framer } from "./source/framer.ts";
import type { FrameReading } from "./source/read-frames.ts";
import type { Cancellation } from "./ports/cancellation.ts";

/** An adapter from elsewhere: what a plugin's module exports under the name `plugin`. It needs nothing of ours at run time but what it is handed. */
export interface AdapterPlugin {
  /** Checks the `options` of the site file, as written there. */
  parseOptions(options: unknown): PluginOptions;
  create(setting: PluginSetting): Adapter;
}

export type PluginOptions =
  | { readonly ok: true; readonly options: unknown }
  /** In words for whoever wrote the site file. */
  | { readonly ok: false; readonly problem: string };

export interface PluginSetting {
  readonly id: string;
  /** The sensors that it may speak for; looks of any other are refused. */
  readonly sensors: readonly SensorId[];
  /** As `parseOptions` gave them. */
  readonly options: unknown;
  readonly source: ByteSource;
  readonly kit: FramingKit;
}

/** What cuts streams into frames, so that a plugin need not bring its own. */
export interface FramingKit {
  readFrames(reading: FrameReading, signal: Cancellation): Promise<void>;
  createLineFramer(octetsMax?: number): Framer;
  createLengthFramer(octetsMax: number): Framer;
  createEscapeFramer(framing: EscapeFraming): Framer;
  createMessageFramer(): Framer;
}
