import { EXIT } from "@tocsin/sdk/errors";
import {
  type OutsideRecordName,
  outsideJsonSchema,
} from "../../adapters/generic/outside-schema.ts";
import { recordJsonSchema } from "../../adapters/generic/record-schema.ts";
import type { CliContext } from "../cli-context.ts";

export function generic(context: CliContext): Promise<number> {
  context.printJson(recordJsonSchema());
  return Promise.resolve(EXIT.ok);
}

export const printed =
  (of: OutsideRecordName) =>
  (context: CliContext): Promise<number> => {
    context.printJson(outsideJsonSchema(of));
    return Promise.resolve(EXIT.ok);
  };
