import { z } from "zod";
import { textField } from "./fields.ts";
import { clientTlsSchema } from "./tls-schema.ts";

/** Of a channel to a web server. */
export const webhookFields = {
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .meta({
      description:
        "Where warnings are posted, https:// or http://. It may be of a private network: who writes this file decides. Redirects are not followed.",
    }),
  secret_file: textField(
    "File whose first line is the shared secret, `whsec_` and base64 of 24 octets or more, relative to this file.",
  ),
  tls: clientTlsSchema
    .meta({ description: "Of https://: whom to trust, and what to show." })
    .optional(),
};
