import { ERRORS, type ErrorCode } from "./registry.ts";

const fill = (template: string, fields: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(fields[name] ?? whole));

/** An error for people: what happened, and what to do. Anything else that is thrown is a defect. */
export class TocsinError extends Error {
  override readonly name = "TocsinError";
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly exitCode: number;
  /** What the message was filled with: with the code it makes the same error elsewhere. */
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, fields: Readonly<Record<string, string | number>>) {
    super(fill(ERRORS[code].message, fields));
    this.code = code;
    this.fields = fields;
    this.remedy = fill(ERRORS[code].remedy, fields);
    this.exitCode = ERRORS[code].exitCode;
  }
}
