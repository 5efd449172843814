import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { OutgoingWarning } from "../channel.ts";

/** Whoever missed the end of an alarm still learns of it for so long. */
const ENDED_LIFE_US = 600 * MICROS_PER_SECOND;

/** Until when receivers are told of a message: the end of an alarm outlives the alarm. */
export const heldUntilUs = ({ warning }: Pick<OutgoingWarning, "warning">): TimeUs =>
  warning.action === "end"
    ? Math.max(warning.expiresUs, warning.issuedUs + ENDED_LIFE_US)
    : warning.expiresUs;
