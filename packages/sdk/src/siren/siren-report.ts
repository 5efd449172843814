import { readJsonObject } from "../text/json-object.ts";

/** What an envelope of a siren to its post holds: the envelope's purpose. */
export const SIREN_PURPOSES = ["siren-status", "siren-echo", "siren-tested", "siren-ask"] as const;
export type SirenPurpose = (typeof SIREN_PURPOSES)[number];

/** What an envelope with a silent test of the post is for. It makes no sound, whoever plays it again. */
export const SIREN_TEST_PURPOSE = "siren-test";

/** What a siren says to its post, by the purpose of the envelope. */
export type SirenReport =
  /** That it lives, every few seconds. */
  | {
      readonly purpose: "siren-status";
      readonly state: "ready" | "sounding" | "faulty";
      readonly detail: string;
    }
  /** What it did with one version of a warning. */
  | {
      readonly purpose: "siren-echo";
      readonly key: string;
      readonly version: number;
      readonly did: SirenDeed;
    }
  /** What a silent test found. */
  | {
      readonly purpose: "siren-tested";
      readonly nonce: string;
      readonly ok: boolean;
      readonly detail: string;
    }
  /** It wants to know the time of the post's steady clock, and all that is valid. */
  | { readonly purpose: "siren-ask"; readonly nonce: string };

/** `ended`: it has gone quiet again, or had nothing to end. */
export type SirenDeed = "received" | "sounding" | "ended";

export type SirenReading =
  | { readonly ok: true; readonly report: SirenReport }
  /** `field`: the first that is not as it should be. */
  | { readonly ok: false; readonly field: string };

/** A siren says that it lives this often. */
export const SIREN_STATUS_EVERY_MS = 5_000;

const TEXT_MAX = 200;
const KEY_MAX = 260;
const NONCE_MAX = 64;

/** Reads what a siren's envelope holds, once its signature was verified. Never throws. */
export function readSirenReport(purpose: string, content: Uint8Array): SirenReading {
  const fields = readJsonObject(content);
  if (fields === null) return failed("(no object)");
  const nonce = textOf(fields["nonce"], NONCE_MAX);
  switch (purpose) {
    case "siren-status": {
      const { state } = fields;
      if (state !== "ready" && state !== "sounding" && state !== "faulty") return failed("state");
      const detail = textOf(fields["detail"], TEXT_MAX) ?? "";
      return { ok: true, report: { purpose, state, detail } };
    }
    case "siren-echo": {
      const { did, version } = fields;
      const key = textOf(fields["key"], KEY_MAX);
      if (key === null) return failed("key");
      if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1)
        return failed("version");
      if (did !== "received" && did !== "sounding" && did !== "ended") return failed("did");
      return { ok: true, report: { purpose, key, version, did } };
    }
    case "siren-tested": {
      const { ok } = fields;
      if (nonce === null) return failed("nonce");
      if (typeof ok !== "boolean") return failed("ok");
      const detail = textOf(fields["detail"], TEXT_MAX) ?? "";
      return { ok: true, report: { purpose, nonce, ok, detail } };
    }
    case "siren-ask":
      return nonce === null ? failed("nonce") : { ok: true, report: { purpose, nonce } };
    default:
      return failed("(purpose)");
  }
}

/** A report as its envelope's content, in UTF-8: the purpose stands in the envelope. */
export const sirenReportText = ({ purpose: _purpose, ...said }: SirenReport): string =>
  JSON.stringify(said);

const textOf = (value: unknown, charactersMax: number): string | null =>
  typeof value === "string" && value.length > 0 && value.length <= charactersMax ? value : null;

const failed = (field: string): SirenReading => ({ ok: false, field });
