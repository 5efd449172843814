import { z } from "zod";
import { OTHER_POSTS_MAX, RAW_KEY } from "../broadcast/posts-list.ts";

/** Of a channel `people`: the other posts of the site, for its pages. */
export const postsField = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(100).meta({ description: "For people to read." }),
      url: z
        .string()
        .max(200)
        .regex(
          /^(https:\/\/[\w.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d{1,5})?$/,
          "use https://HOST:PORT, without a path",
        )
        .meta({ description: "Where its people's page is: scheme, host and port." }),
      public_key: z
        .string()
        .regex(RAW_KEY, "use the key that `tocsin enrol post-key` prints")
        .meta({
          description:
            "Its key in the mode of this page, as `tocsin enrol post-key` prints it there.",
        }),
    }),
  )
  .max(OTHER_POSTS_MAX)
  .meta({
    description:
      "Other posts that guard this site. A page that was opened at this one listens to them too, so that one post may fail unnoticed. They have to name this one as well.",
  })
  .default([]);
