import type { TimeUs } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk/errors";

/** The number that an option was given, or a usage error that names it. `command` as in the registry: `why `. */
export function numberOption(option: string, text: string, command: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new TocsinError("USAGE", { detail: `${option} takes a number, not "${text}"`, command });
}

export function positiveOption(option: string, text: string, command: string): number {
  const value = numberOption(option, text, command);
  if (value > 0) return value;
  throw new TocsinError("USAGE", {
    detail: `${option} takes a positive number, not "${text}"`,
    command,
  });
}

export function wholeOption(option: string, text: string, command: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new TocsinError("USAGE", {
    detail: `${option} takes a whole number, not "${text}"`,
    command,
  });
}

/** ISO 8601 with a date and a zone; a time without a zone would mean another moment on every machine. */
export function timeOption(option: string, text: string, command: string): TimeUs {
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = match ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(ms)) return ms * 1000;
  throw new TocsinError("USAGE", {
    detail: `${option} takes a time with its zone, such as 2021-11-06T23:31:00Z, not "${text}"`,
    command,
  });
}

/** A month of the calendar, in UTC. */
export function monthOption(option: string, text: string, command: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new TocsinError("USAGE", {
    detail: `${option} takes a month such as 2026-11, not "${text}"`,
    command,
  });
}

/** Where screens are served, unless a port is named. */
export const DEFAULT_PORT = 4600;

/** A port to listen on; 0 lets the system choose. */
export function portOption(text: string, command: string): number {
  const port = wholeOption("--port", text, command);
  if (port <= 65_535) return port;
  throw new TocsinError("USAGE", {
    detail: `--port takes a number up to 65535, not "${text}"`,
    command,
  });
}
