import type { Verb } from "../verb.ts";

/** `tocsin schema generic`. */
export const schemaVerb: Verb = {
  name: "schema",
  summary: "print the JSON Schema of what sensors and others may send",
  examples: [
    { command: "tocsin schema generic > record.schema.json", does: "for authors of senders" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("generic")
      .description("print the JSON Schema of one line of the generic input")
      .action(run(async () => (await import("../actions/schema.ts")).generic));
    command
      .command("defence")
      .description("print the JSON Schema of what defences report")
      .action(run(async () => (await import("../actions/schema.ts")).printed("defence")));
    command
      .command("official-warning")
      .description("print the JSON Schema of an official warning in JSON")
      .action(run(async () => (await import("../actions/schema.ts")).printed("official-warning")));
    command
      .command("weather")
      .description("print the JSON Schema of the weather in JSON")
      .action(run(async () => (await import("../actions/schema.ts")).printed("weather")));
  },
};
