import type { InputConfig } from "./input-schema.ts";
import { sensorsFedBy } from "./sensors-fed-by.ts";

/** What an input asks its senders to show. */
const proofOf = (input: InputConfig): string => ("proof" in input ? input.proof : "none");

/**
 * The sensors of which nothing is taken in that is not proven: all inputs that feed them ask for a proof. One that does
 * not is enough to be lied to through.
 */
export function provenSensors(inputs: readonly InputConfig[]): ReadonlySet<string> {
  const open = new Set(inputs.filter((input) => proofOf(input) === "none").flatMap(sensorsFedBy));
  const fed = inputs.flatMap(sensorsFedBy);
  return new Set(fed.filter((id) => !open.has(id)));
}
