import { create } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

const NANOS_PER_MICRO = 1_000;

export function toTimestamp(timeUs: TimeUs): Timestamp {
  const wholeUs = Math.round(timeUs);
  const seconds = Math.floor(wholeUs / MICROS_PER_SECOND);
  return create(TimestampSchema, {
    seconds: BigInt(seconds),
    nanos: (wholeUs - seconds * MICROS_PER_SECOND) * NANOS_PER_MICRO,
  });
}

/** Nanoseconds are rounded to microseconds. */
export const fromTimestamp = ({ seconds, nanos }: Timestamp): TimeUs =>
  Number(seconds) * MICROS_PER_SECOND + Math.round(nanos / NANOS_PER_MICRO);
