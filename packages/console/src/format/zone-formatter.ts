const CLOCK = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const satisfies Intl.DateTimeFormatOptions;

/** A formatter for each time zone, made once: making one takes longer than formatting a thousand times. */
function formatterByZone(
  options: Intl.DateTimeFormatOptions,
): (timeZone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const found = made.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
    made.set(timeZone, found);
    return found;
  };
}

/** Hours, minutes and seconds of a zone. */
export const clockFormatter = formatterByZone(CLOCK);

/** The same with the day. */
export const dayAndClockFormatter = formatterByZone({
  ...CLOCK,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
