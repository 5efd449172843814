/** Mode S generator polynomial without its highest term, ICAO Annex 10 volume IV, 3.1.2.3.3. */
const GENERATOR = 0xff_f409;

const TABLE = Uint32Array.from({ length: 256 }, (_, octet) => {
  let remainder = octet << 16;
  for (let bit = 0; bit < 8; bit++) {
    remainder = (remainder & 0x80_0000) === 0 ? remainder << 1 : (remainder << 1) ^ GENERATOR;
  }
  return remainder & 0xff_ffff;
});

/**
 * What is left of a message's 24 parity bits when the parity of its other octets is taken off: 0 for an
 * extended squitter without errors, the interrogator's code for an all-call reply, the aircraft's address
 * where it is overlaid (formats 0, 4, 5, 16, 20, 21). A message is 7 or 14 octets.
 */
export function parityResidual(message: Uint8Array): number {
  const body = message.length - 3;
  let remainder = 0;
  for (let index = 0; index < body; index++) {
    remainder =
      ((remainder << 8) & 0xff_ffff) ^ TABLE[((remainder >>> 16) ^ message[index]) & 0xff];
  }
  return remainder ^ ((message[body] << 16) | (message[body + 1] << 8) | message[body + 2]);
}

/** Residual that a single wrong bit leaves in a long message, by the bit's place. */
const BIT_OF_RESIDUAL = new Map(
  Array.from({ length: 112 }, (_, bit): [number, number] => {
    const message = new Uint8Array(14);
    message[bit >>> 3] = 0x80 >>> (bit & 7);
    return [parityResidual(message), bit];
  }),
);

/**
 * The long message with its one wrong bit set right, or null where its residual is not that of one wrong bit. The first
 * five bits, which tell the format, are never changed. Each repair of what was noise is a report from nobody: one in
 * 150,000 random messages passes, against one in 16.8 million without.
 */
export function repairOneBit(message: Uint8Array): Uint8Array | null {
  const bit = BIT_OF_RESIDUAL.get(parityResidual(message));
  if (bit === undefined || bit < 5 || message.length !== 14) return null;
  const repaired = Uint8Array.from(message);
  repaired[bit >>> 3] ^= 0x80 >>> (bit & 7);
  return repaired;
}
