import type { CommandEvent } from "../engine/event.ts";
import { clockText } from "../units/utc-text.ts";

/** How, when, by whom and why people ended the warning of an object, and what an all-clear leaves open. */
export function endedText(act: CommandEvent): string {
  const { command, receivedUs, by, reason } = act;
  const said = `at ${clockText(receivedUs)} UTC by ${by}: ${reason}.`;
  return command.kind === "all-clear"
    ? `The all-clear was given by hand ${said} From engine 51 on, an object that is detected on its way twice more after that is warned of again.`
    : `The warning was taken back for this object ${said}`;
}
