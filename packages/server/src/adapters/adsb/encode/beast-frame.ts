/** A Beast frame of a message. */
export function beastFrame(message: Uint8Array, ticks = 0, signal = 100): Uint8Array {
  const type = message.length === 7 ? 0x32 : 0x33;
  const time = Array.from(
    { length: 6 },
    (_, index) => Math.floor(ticks / 256 ** (5 - index)) & 255,
  );
  const content = [...time, signal, ...message].flatMap((octet) =>
    octet === 0x1a ? [0x1a, 0x1a] : [octet],
  );
  return Uint8Array.from([0x1a, type, ...content]);
}
