import type { AreaId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";

/**
 * A message of an authority, as it came in: in the words of the Common Alerting Protocol (OASIS, 2010, CAP 1.2,
 * section 3.2), whatever it was written in. It is passed on and shown; no decision of ours depends on it, and none of
 * ours changes it.
 */
export interface OfficialWarning {
  /** The input that it came by. What another input says of a message never cancels it. */
  readonly inputId: string;
  /** Whom people know it to be from, as the site file names the source. */
  readonly source: string;
  /** With `sender` and `sentUs` its name in the world. */
  readonly identifier: string;
  readonly sender: string;
  readonly sentUs: TimeUs;
  readonly status: OfficialStatus;
  readonly messageType: OfficialMessageType;
  readonly scope: "public" | "restricted" | "private";
  readonly note: string | null;
  /** Earlier messages that it updates, cancels or answers. */
  readonly references: readonly OfficialReference[];
  readonly infos: readonly OfficialInfo[];
  /** Areas of the site that it concerns, and by what that is known. */
  readonly concerns: readonly OfficialConcern[];
  /** Areas that it names and that have no place that this site knows: whether they concern it is not known. */
  readonly unplaced: readonly string[];
  /** Whether the site file counts it among threats from the air, which our own warnings are held against. */
  readonly airThreat: boolean;
  readonly signature: OfficialSignature;
  /** The document that it was read from. */
  readonly document: {
    readonly octets: number;
    readonly sha256: string;
    /** As it came, where it is CAP: passed on as it stands. null: it was written in a form that nobody else reads. */
    readonly text: string | null;
    readonly encoding: "utf-8" | "iso-8859-1";
  };
}

export type OfficialStatus = "actual" | "exercise" | "system" | "test" | "draft";
export type OfficialMessageType = "alert" | "update" | "cancel" | "ack" | "error";
/** `unverified`: it is signed, and no certificate is configured that it could be held against. */
export type OfficialSignature = "none" | "unverified" | "verified";

export interface OfficialReference {
  readonly sender: string;
  readonly identifier: string;
  /** null: the reference does not say when; any message of that name is meant. */
  readonly sentUs: TimeUs | null;
}

export interface OfficialConcern {
  readonly areaId: AreaId;
  readonly by: "polygon" | "circle" | "geocode" | "name";
}

/** What it says, in one language or of one part of it. Texts are null where it says nothing. */
export interface OfficialInfo {
  readonly language: string;
  readonly categories: readonly string[];
  readonly event: string;
  readonly responseTypes: readonly string[];
  readonly urgency: string;
  readonly severity: string;
  readonly certainty: string;
  readonly eventCodes: readonly OfficialCode[];
  /** null: from when it was sent. */
  readonly effectiveUs: TimeUs | null;
  readonly onsetUs: TimeUs | null;
  /** null: it does not say until when it holds. */
  readonly expiresUs: TimeUs | null;
  readonly senderName: string | null;
  readonly headline: string | null;
  readonly description: string | null;
  readonly instruction: string | null;
  readonly areas: readonly OfficialArea[];
}

export interface OfficialCode {
  readonly name: string;
  readonly value: string;
}

export interface OfficialArea {
  readonly description: string;
  /** Rings, each flat latitude0, longitude0, … in degrees, not closed. */
  readonly polygonsDeg: readonly (readonly number[])[];
  readonly circles: readonly OfficialCircle[];
  readonly geocodes: readonly OfficialCode[];
}

export interface OfficialCircle {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
}

/** `sender,identifier,time`: what references and receipts call a message by. */
export const officialKey = (
  message: Pick<OfficialWarning, "sender" | "identifier" | "sentUs">,
): string => `${message.sender},${message.identifier},${message.sentUs}`;
