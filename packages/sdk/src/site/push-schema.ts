import { z } from "zod";
import { countField, flagField } from "./fields.ts";
import { clientTlsSchema } from "./tls-schema.ts";

/** The push services of Chrome, Firefox, Safari and Edge, and of those that are built on them. */
const KNOWN_SERVICES = [
  "fcm.googleapis.com",
  "push.services.mozilla.com",
  "push.apple.com",
  "notify.windows.com",
];
const SERVICES_MAX = 16;

/** Messages to phones whose page is closed, of a channel `people`. */
export const pushSchema = z
  .strictObject({
    contact: z
      .string()
      .max(200)
      .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, "use mailto:NAME@HOST or https://…")
      .meta({
        description:
          "Whom the people of a push service can reach where something is wrong with what the post sends them, mailto: or https:.",
      }),
    services: z
      .array(
        z
          .string()
          .max(200)
          .regex(/^(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/, "use the name of a host"),
      )
      .min(1)
      .max(SERVICES_MAX)
      .meta({
        description:
          "Hosts of the push services that may be asked, and what lies below them. A phone whose browser uses another is not taken: else anybody could make the post call any address.",
      })
      .default(KNOWN_SERVICES),
    private_addresses: flagField(
      "Whether a push service may have an address that is not public: for one of your own in a private network.",
    ).default(false),
    tls: clientTlsSchema
      .meta({ description: "Whom to trust of push services, and what to show them." })
      .optional(),
    subscriptions_max: countField({
      min: 1,
      max: 50_000,
      description: "Phones that may want messages while the page is closed.",
    }).default(10_000),
  })
  .meta({
    description:
      "Messages to phones whose page is closed, over their browsers' push services. Left out: none, and the post asks nobody outside.",
  });
