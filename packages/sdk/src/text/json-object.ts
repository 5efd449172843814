import { decodeUtf8 } from "./utf8.ts";

/** The fields of an object in JSON, in UTF-8; null where it is anything else. Never throws. */
export function readJsonObject(octets: Uint8Array): Readonly<Record<string, unknown>> | null {
  const json = decodeUtf8(octets);
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
