export type { Adapter, AdapterSink } from "./adapter.ts";
export type { Channel, ChannelReceipt, OutgoingWarning } from "./channel.ts";
export { ERRORS, EXIT, type ErrorCode, type ErrorEntry } from "./errors/registry.ts";
export { TocsinError } from "./errors/tocsin-error.ts";
export type { Clock } from "./ports/clock.ts";
export type { Cancellation } from "./ports/cancellation.ts";
export type { Disk, DiskFile, DiskLock, DiskReader } from "./ports/disk.ts";
export { checkLook, LOOK_DETECTIONS_MAX, type LookCheck } from "./records/check-look.ts";
