const MEBIBYTE = 1024 * 1024;

/** Largest payload of one record. A length above it is damage and is never allocated for. */
export const MAX_PAYLOAD_BYTES = 16 * MEBIBYTE;

/** A segment is closed when the next record would take it past this size. */
export const DEFAULT_SEGMENT_BYTES = 64 * MEBIBYTE;

/** Payload bytes held in memory because they are not yet known to be durable; beyond it records are refused. */
export const DEFAULT_PENDING_BYTES = 32 * MEBIBYTE;

/** Room is prepared behind the last record up to this; zeros are written there anew when half of it is used. */
export const RESERVED_BYTES = MEBIBYTE;

/** Frames are gathered up to this size before one write. */
export const WRITE_BATCH_BYTES = MEBIBYTE;

/** New segments tried within one commit after a failed write or sync, before the disk is called failing. */
export const MAX_SEGMENT_ATTEMPTS = 2;

/** Bytes checked in search of the next whole record after damage: bounds the time of a scan. */
export const MAX_RESUME_CHECK_BYTES = 512 * MEBIBYTE;

/** A checkpoint is signed after this many records or this much time, whichever comes first. */
export const CHECKPOINT_RECORDS = 1_000;
export const CHECKPOINT_INTERVAL_US = 10_000_000;

/** Times a dead writer thread is started again before the journal is given up. */
export const MAX_WORKER_RESTARTS = 5;

/** A record that waits longer than this for the disk is a fault. */
export const SLOW_DISK_US = 1_000_000;

/** Pause between attempts while the disk refuses. */
export const DISK_RETRY_MS = 250;
