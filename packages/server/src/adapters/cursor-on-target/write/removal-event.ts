import { MICROS_PER_SECOND, type Mode, type TimeUs } from "@tocsin/core";
import { ownName } from "../own-names.ts";
import { operationOf } from "./mode-mark.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";

const HOLDS_US = 20 * MICROS_PER_SECOND;

/** Takes an event of ours away from every screen before it is over by itself. */
export const removalEvent = (
  uid: string,
  siteId: string,
  { mode, atUs }: { readonly mode: Mode; readonly atUs: TimeUs },
): OutgoingEvent => ({
  uid: ownName(siteId, "removal", uid),
  type: "t-x-d-d",
  how: "m-g",
  operation: operationOf(mode),
  timeUs: atUs,
  staleUs: atUs + HOLDS_US,
  place: [0, 0],
  heightM: null,
  circularErrorM: null,
  callsign: null,
  motion: null,
  details: [
    { name: "link", attributes: { uid, relation: "none", type: "none" } },
    { name: "__forcedelete" },
  ],
});
