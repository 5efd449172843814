import { z } from "zod";

/** Words, or pieces of them with what is bold, a link or a name. */
const textSchema = z.union([
  z.string(),
  z.array(z.union([z.string(), z.object({ text: z.string() })])),
]);
const messageSchema = z.object({
  type: z.string(),
  date: z.string(),
  from: z.string().nullish(),
  forwarded_from: z.string().nullish(),
  text: textSchema.optional(),
});
/** `result.json` of one chat, as Telegram Desktop exports it. */
const exportSchema = z.object({
  name: z.string().nullish(),
  messages: z.array(messageSchema),
});

export interface TelegramChat {
  readonly title: string | null;
  /** Each message with its head, as Telegram itself copies messages: `NAME, [04.05.2026 21:15]`. */
  readonly text: string;
}

/** The messages of an exported Telegram chat, in order; null where a value is no such export. What the app says of itself is left out. */
export function readTelegramExport(value: unknown): TelegramChat | null {
  const parsed = exportSchema.safeParse(value);
  if (!parsed.success) return null;
  const { name, messages } = parsed.data;
  const lines = messages.flatMap(({ type, date, from, forwarded_from: first, text }) => {
    const words = wordsOf(text ?? "").trim();
    const at = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(date);
    if (type !== "message" || words === "" || at === null) return [];
    // Whoever forwards words says them of nobody else's: they are the first one's.
    const sender = oneLine(first ?? from ?? name ?? "somebody");
    const [, year, month, day, clock] = at;
    return [`${sender}, [${day}.${month}.${year} ${clock}]\n${words}\n`];
  });
  return { title: name ?? null, text: lines.join("\n") };
}

const wordsOf = (text: z.infer<typeof textSchema>): string =>
  typeof text === "string"
    ? text
    : text.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

/** A head is one line, and a colon or a bracket in a name would end it early. */
const oneLine = (name: string): string => name.replaceAll(/[\s:<>[\]]+/g, " ").trim();
