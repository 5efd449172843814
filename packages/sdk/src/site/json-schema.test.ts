import { describe, expect, test } from "vitest";
import { type JsonSchema, siteConfigEditorSchema, siteConfigJsonSchema } from "./json-schema.ts";

interface Key {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every key of the site file, with those of each kind of input and channel. */
function keysOf(schema: JsonSchema, path = ""): readonly Key[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    { path: `${path}${key}`, schema: inner },
    ...keysOf(inner, `${path}${key}.`),
  ]);
  const items = schema.items === undefined ? [] : keysOf(schema.items, path);
  return [...own, ...items, ...(schema.oneOf ?? []).flatMap((member) => keysOf(member, path))];
}

const keys = keysOf(siteConfigJsonSchema());
const descriptionOf = ({ schema }: Key): string | undefined =>
  schema.description ?? schema.anyOf?.find((member) => member.description)?.description;

describe("the schema of the site file", () => {
  test("has keys to look at", () => {
    expect(keys.length).toBeGreaterThan(100);
  });

  test("describes each key in a sentence", () => {
    const bare = keys.filter((key) => !/^["`A-Z…0-9].*[.…]$/s.test(descriptionOf(key) ?? ""));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test("ends each number's name with its unit", () => {
    const units: Readonly<Record<string, RegExp>> = {
      deg: /_deg$/,
      m: /_m$/,
      s: /_s$/,
      MiB: /_mib$/,
    };
    const wrong = keys.filter(({ path, schema }) => {
      const numeric = schema.type === "number";
      return numeric && schema.unit !== undefined && !(units[schema.unit]?.test(path) ?? true);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const unmeasured = keys.filter(
      ({ schema }) => schema.type === "number" && schema.unit === undefined,
    );
    expect(unmeasured.map(({ path }) => path)).toEqual([]);
  });

  test("limits each number and each list", () => {
    const open = keys.filter(({ schema }) => {
      if (schema.type === "number" || schema.type === "integer") {
        return schema.minimum === undefined || schema.maximum === undefined;
      }
      return schema.type === "array" && schema.maxItems === undefined;
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

test("for editors, the unit and the default stand in the description", () => {
  const policy = siteConfigEditorSchema().properties?.["policy"];
  expect(policy?.properties?.["take_cover_horizon_s"]?.description).toBe(
    "A powered object that arrives within this time makes people take cover. Unit: s. Default: 90.",
  );
});
