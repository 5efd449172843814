import { EXIT } from "@tocsin/sdk";
import {
  type OutsideRecordName,
  outsideJsonSchema,
} from "../../adapters/generic/outside-schema.ts";
import { recordJsonSchema } from "../../adapters/generic/record-schema.ts";
import type { CliContext } from "../cli-context.ts";
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
      .action(run(generic));
    command
      .command("defence")
      .description("print the JSON Schema of what defences report")
      .action(run(printed("defence")));
    command
      .command("official-warning")
      .description("print the JSON Schema of an official warning in JSON")
      .action(run(printed("official-warning")));
    command
      .command("weather")
      .description("print the JSON Schema of the weather in JSON")
      .action(run(printed("weather")));
  },
};

function generic(context: CliContext): Promise<number> {
  context.printJson(recordJsonSchema());
  return Promise.resolve(EXIT.ok);
}

const printed =
  (of: OutsideRecordName) =>
  (context: CliContext): Promise<number> => {
    context.printJson(outsideJsonSchema(of));
    return Promise.resolve(EXIT.ok);
  };
