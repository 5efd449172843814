import type { TimeUs } from "../units/time.ts";
import type { Warning } from "./warning.ts";

/** An update is sent when the window moved by this much, or by this share of the time that was left … */
const MATERIAL_EARLIER_US = 5_000_000;
const MATERIAL_LATER_US = 15_000_000;
const MATERIAL_SHARE = 0.25;
/** … and not more often than this; a start, a raise and an end never wait. */
const UPDATE_EVERY_US = 5_000_000;
/** A message about to expire while people are still under threat is renewed this long before. */
const RENEW_BEFORE_EXPIRY_US = 20_000_000;

/**
 * From when on receivers need to hear of it: at once when it names another threat or another window, but not soon
 * after the last message; shortly before that one expires when people are threatened for longer. Null: never.
 */
export function updateDueUs(last: Warning, update: Warning): TimeUs | null {
  const waitedUs = last.issuedUs + UPDATE_EVERY_US;
  if (tellsMore(last, update)) return Math.min(waitedUs, last.expiresUs);
  // What waits for a search holds for as long as that takes.
  if (update.expiresUs <= last.expiresUs && update.awaits === undefined) return null;
  // A message must not run out before its successor is there, however short its life.
  return Math.max(last.expiresUs - RENEW_BEFORE_EXPIRY_US, Math.min(waitedUs, last.expiresUs));
}

/** Before then no update is due, whatever it tells; but for one by which the warned part of an area grows. */
export const mayUpdateFromUs = ({ issuedUs, expiresUs }: Warning): TimeUs =>
  Math.min(issuedUs + UPDATE_EVERY_US, expiresUs);

function tellsMore(last: Warning, update: Warning): boolean {
  const named = new Set(last.threats);
  return (
    update.awaits !== last.awaits ||
    update.threats.some((trackId) => !named.has(trackId)) ||
    moved(last.arrivalFromUs, update.arrivalFromUs, last.issuedUs) ||
    moved(last.arrivalToUs, update.arrivalToUs, last.issuedUs)
  );
}

/** Earlier matters more than later, and both the more the nearer it is. */
function moved(beforeUs: TimeUs | null, afterUs: TimeUs | null, saidUs: TimeUs): boolean {
  if (beforeUs === null || afterUs === null) return afterUs !== null;
  const shareUs = MATERIAL_SHARE * Math.max(0, beforeUs - saidUs);
  return (
    beforeUs - afterUs > Math.max(MATERIAL_EARLIER_US, shareUs) ||
    afterUs - beforeUs > Math.max(MATERIAL_LATER_US, shareUs)
  );
}
