import { fromHex } from "./bits.ts";
import { cursorOver, decodeLayout } from "./decode-item.ts";
import type { CategorySpec } from "./item-spec.ts";
import type { AsterixFields } from "./value.ts";
import { isFields } from "./value.ts";

/**
 * The content of a reserved expansion field (item RE, hexadecimal), by the category's table; `null` where there
 * is no table, or the content does not follow it, or does not end with it.
 */
export function decodeExpansion(spec: CategorySpec, hex: string): AsterixFields | null {
  const bytes = fromHex(hex);
  if (spec.expansion === null || bytes === null) return null;
  const cursor = cursorOver(bytes, 0, bytes.length);
  const value = decodeLayout(cursor, spec.expansion);
  return value !== null && isFields(value) && cursor.offset === bytes.length ? value : null;
}
