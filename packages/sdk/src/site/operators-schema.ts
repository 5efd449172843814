import { z } from "zod";
import { flagField, numberField } from "./fields.ts";

/** Networks that nobody reaches from the outside without a way in: RFC 1918, RFC 4193, link-local, this machine. */
const PRIVATE_NETWORKS = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
];

const networkField = z
  .string()
  .max(64)
  .refine(
    (text) => z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success,
    "write a network, such as 192.168.7.0/24",
  )
  .meta({
    description:
      "A network, such as 192.168.7.0/24: who signs in from there counts as on the site.",
  });

export const operatorsSchema = z.strictObject({
  proposal_s: numberField({
    min: 30,
    max: 900,
    unit: "s",
    description: "What waits for a second person lapses after so long.",
  }).default(120),
  proof_s: numberField({
    min: 30,
    max: 3_600,
    unit: "s",
    description:
      "A second person has shown a password or a passkey at most so long before agreeing, and so has whoever adds or revokes a passkey; otherwise it is asked for again.",
  }).default(300),
  signed_site_files: flagField(
    "Whether both people who agree to a site file have to sign it with a passkey of their own. Otherwise they sign where they have one, and the record says who did not.",
  ).default(false),
  second_person: z
    .strictObject({
      stand_in: z
        .enum(["none", "remote-supervisor", "countdown"])
        .meta({
          description:
            "Who stands in where no second person is on the site. `remote-supervisor`: a supervisor signed in from elsewhere. `countdown`: nobody; it takes effect after a countdown that every screen shows and anybody who may operate can stop.",
        })
        .default("none"),
      countdown_s: numberField({
        min: 30,
        max: 3_600,
        unit: "s",
        description: "How long the countdown is.",
      }).default(180),
      on_site: z
        .array(networkField)
        .max(64)
        .meta({ description: "Networks of the site. Left out: all private networks." })
        .default(PRIVATE_NETWORKS),
    })
    .meta({ description: "What lowers protection needs a second person." })
    .prefault({}),
});

export type OperatorsConfig = z.output<typeof operatorsSchema>;
