import { MICROS_PER_SECOND, type OperatorCommand, type TimeUs } from "@tocsin/core";
import type { WantedCommand } from "@tocsin/sdk";

/** What the engine does; another site file is the post's own affair. */
export type EngineCommand = Exclude<WantedCommand, { kind: "site" }>;

/** A command with its length made a time of the post's clock, from now on. */
export function timedCommand(command: EngineCommand, nowUs: TimeUs): OperatorCommand {
  const untilUs = (forS: number): TimeUs => nowUs + forS * MICROS_PER_SECOND;
  switch (command.kind) {
    case "raise": {
      const { kind, areaId, stage, forS } = command;
      return { kind, areaId, stage, untilUs: untilUs(forS) };
    }
    case "inhibit":
      return { kind: "inhibit", areaId: command.areaId, untilUs: untilUs(command.forS) };
    case "posture": {
      if (command.level === "normal")
        return { kind: "posture", level: "normal", untilUs: nowUs, source: "" };
      const { kind, level, source, forS } = command;
      return { kind, level, source, untilUs: untilUs(forS) };
    }
    case "retract": {
      const { threats, ...rest } = command;
      return threats === undefined ? rest : { ...rest, threats };
    }
    case "automation":
    case "all-clear":
    case "lift-inhibit":
    case "sweep":
      return command;
  }
}
