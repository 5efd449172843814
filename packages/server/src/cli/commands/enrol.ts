import { ISSUER_KINDS } from "@tocsin/sdk/vocabulary";
import type { Verb } from "../verb.ts";

/** `tocsin enrol token | list | revoke`: keys of sensors, observers' phones, sirens and other posts. */
export const enrolVerb: Verb = {
  name: "enrol",
  summary: "let a sensor, siren, phone or other post in with a key of its own, or shut it out",
  examples: [
    {
      command: "tocsin enrol token siren north-mast",
      does: "a code with which that siren enrols its key",
    },
    { command: "tocsin enrol list", does: "list all keys" },
    {
      command: "tocsin enrol post-key",
      does: "show the key by which receivers know this post's word",
    },
    {
      command: "tocsin enrol revoke k-4Zq2fVxY8mJwT1sB",
      does: "let a key or certificate in no more",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("token")
      .description("print a code that works once and for an hour")
      .argument("<kind>", `one of: ${ISSUER_KINDS.join(", ")}`)
      .argument("<id>", "of the sensor, siren, observer or post that it speaks for")
      .action(run(async () => (await import("../actions/enrol.ts")).token));
    command
      .command("list")
      .description("list all keys, revoked ones among them")
      .action(run(async () => (await import("../actions/enrol.ts")).list));
    command
      .command("post-key")
      .description("print the public key with which this post signs what it tells receivers")
      .action(run(async () => (await import("../actions/enrol.ts")).postKey));
    command
      .command("revoke")
      .description("let a key in no more")
      .argument("<key>", "its id, as `tocsin enrol list` prints it")
      .action(run(async () => (await import("../actions/enrol.ts")).revoke));
  },
};
