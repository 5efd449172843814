/** Letters and digits of six bits each (ICAO Annex 10, volume IV, 3.1.2.9.1.2); eight of them, filled up with spaces. */
export function icaoDigits(callsign: string): number {
  let digits = 0;
  for (const letter of callsign.toUpperCase().slice(0, 8).padEnd(8))
    digits = digits * 64 + digitOf(letter);
  return digits;
}

const SPACE = 32;

function digitOf(letter: string): number {
  const code = letter.charCodeAt(0);
  if (/[A-Z]/.test(letter)) return code - 64;
  return /[0-9]/.test(letter) ? code : SPACE;
}
