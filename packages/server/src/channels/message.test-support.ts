import { areaId, siteId } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";

/** A sound message of a drill. */
export const messageFor = (changes: Partial<OutgoingWarning>): OutgoingWarning => ({
  warning: {
    siteId: siteId("harbour"),
    areaId: areaId("hospital"),
    mode: "drill",
    episode: 1,
    version: 1,
    stage: "take-cover",
    action: "start",
    issuedUs: 1_000_000,
    expiresUs: 2_000_000,
    arrivalFromUs: null,
    arrivalToUs: null,
    probability: null,
    threats: [],
    decisions: [],
    replaces: null,
  },
  siteName: "Harbour",
  areaName: "Hospital",
  areaOwner: "Trust",
  areaRingsDeg: [[33.3, 44.4, 33.31, 44.4, 33.31, 44.41]],
  recorded: true,
  headline: "TAKE COVER NOW",
  instruction: "Go inside.",
  texts: [
    { language: "en", direction: "ltr", headline: "TAKE COVER NOW", instruction: "Go inside." },
  ],
  ...changes,
});
