import { SERVICE_PERMISSIONS } from "@tocsin/sdk/vocabulary";
import type { Verb } from "../verb.ts";

/** `tocsin token add | list | revoke`: programs that read, such as those that collect metrics. */
export const tokenVerb: Verb = {
  name: "token",
  summary: "let a program read one thing, such as the metrics, or shut it out",
  examples: [
    { command: "tocsin token add prometheus", does: "a token that reads the metrics for 90 days" },
    { command: "tocsin token list", does: "list all tokens, and when each was last used" },
    { command: "tocsin token revoke s-4Zq2fVxY8mJwT1sB", does: "let a program in no more" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("add")
      .description("make a token, and print its secret this once")
      .argument("<name>", "what it is for")
      .option("--may <permission>", `one of: ${SERVICE_PERMISSIONS.join(", ")}`, "measure")
      .option("--days <count>", "how long it works, at most 366", "90")
      .action(run(async () => (await import("../actions/token.ts")).add));
    command
      .command("list")
      .description("list all tokens")
      .action(run(async () => (await import("../actions/token.ts")).list));
    command
      .command("revoke")
      .description("end a token at once")
      .argument("<id>", "as `tocsin token list` prints it")
      .action(run(async () => (await import("../actions/token.ts")).revoke));
  },
};
