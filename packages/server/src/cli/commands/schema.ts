import { EXIT } from "@tocsin/sdk";
import { recordJsonSchema } from "../../adapters/generic/record-schema.ts";
import type { CliContext } from "../cli-context.ts";
import type { Verb } from "../verb.ts";

/** `tocsin schema generic`. */
export const schemaVerb: Verb = {
  name: "schema",
  summary: "print the JSON Schema of what sensors may send",
  examples: [
    { command: "tocsin schema generic > record.schema.json", does: "for authors of senders" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("generic")
      .description("print the JSON Schema of one line of the generic input")
      .action(run(generic));
  },
};

function generic(context: CliContext): Promise<number> {
  context.printJson(recordJsonSchema());
  return Promise.resolve(EXIT.ok);
}
