import { expect, test } from "vitest";
import { claimsOf } from "../claims/claims-of.ts";
import { parseText } from "../grammar/parse.ts";
import { issuingOffice } from "./issuing-office.ts";

const TOLD = "\n\nDuring the night two drones hit the port of Orel. Four people were killed.";

test.each([
  ["MINISTRY OF DEFENCE OF ARVEL\nStatement No. 114", "MINISTRY OF DEFENCE OF ARVEL"],
  [
    "REPUBLIC OF ARVEL\nMINISTRY OF THE INTERIOR\nPress Office\nCommuniqué No. 118",
    "MINISTRY OF THE INTERIOR",
  ],
  ["Statement of the Ministry of Defence of Arvel", "Ministry of Defence of Arvel"],
  ["Operational summary of the General Staff, 2 October", "General Staff"],
])("%s: whose statement it is", (head, name) => {
  expect(issuingOffice(parseText(head + TOLD))?.name).toBe(name);
  const speakers = claimsOf("A", head + TOLD, []).map(({ speaker }) => speaker.name);
  expect(new Set(speakers)).toEqual(new Set([name]));
});

test.each([
  "Ministry statement on drone attack",
  "THE ARDEN VALLEY COURIER\nSaturday edition",
  "Four killed as drones hit port, ministry says",
  "MINISTRY OF DEFENCE OF ARVEL\nTranscript of the morning briefing",
  "BRIGADES OF THE NORTHERN FRONT\nStatement 41",
])("%s: no office's own", (head) => {
  expect(issuingOffice(parseText(head + TOLD))).toBeNull();
});
