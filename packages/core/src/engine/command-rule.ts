import type { CommandEvent, OperatorCommand, Second } from "./event.ts";

/** What of protection a command takes away. */
export type Lowering = "automation-off" | "retraction" | "all-clear" | "inhibit" | "posture-normal";

/** What of protection a command takes away; null: it raises it, or leaves it as it is, and waits for nobody. */
export function loweringOf(command: OperatorCommand): Lowering | null {
  switch (command.kind) {
    case "automation":
      return command.on ? null : "automation-off";
    case "retract":
      return "retraction";
    case "all-clear":
      return "all-clear";
    case "inhibit":
      return "inhibit";
    case "posture":
      return command.level === "normal" ? "posture-normal" : null;
    case "raise":
    case "lift-inhibit":
    case "sweep":
      return null;
  }
}

/**
 * Whether a command has whom it needs behind it. What lowers protection takes two people, or who stands in for the second:
 * one who gives two names is one. What was recorded before that rule is taken as it was.
 */
export function isAllowed({
  command,
  by,
  seconded,
}: Pick<CommandEvent, "command" | "by" | "seconded">): boolean {
  if (loweringOf(command) === null) return true;
  if (seconded === null || seconded === undefined) return false;
  if (seconded.how === "before-the-rule") return true;
  if (!STAND_INS.has(seconded.how)) return false;
  const [first, second] = [nameKey(by), nameKey(seconded.by)];
  return first !== "" && second !== "" && first !== second;
}

const STAND_INS: ReadonlySet<string> = new Set<Second["how"]>([
  "person",
  "remote-supervisor",
  "countdown",
]);

/** Names that differ in case, spaces, form of letters or in what nobody sees only are the same person's; what is no text is nobody's. */
const nameKey = (name: unknown): string =>
  (typeof name === "string" ? name : "")
    .normalize("NFKC")
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toUpperCase()
    .toLowerCase();
