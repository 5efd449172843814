/**
 * Least length, in characters, of a password that is the only proof (NIST SP 800-63B-4, section 3.1.1.2: 15), and the
 * most that is taken (at least 64). No rule asks for kinds of characters, and none asks for a change now and then.
 */
export const PASSWORD_LENGTH = { least: 15, most: 256 } as const;

/** Why a password will not do, in words for whoever chooses it; null when it will. */
export function passwordProblem(
  password: string,
  context: { readonly name: string; readonly siteName: string | null },
): string | null {
  const text = password.normalize("NFC");
  const length = Array.from(text).length;
  if (length < PASSWORD_LENGTH.least)
    return `A password has at least ${PASSWORD_LENGTH.least} characters; a few words in a row are easy to remember.`;
  if (length > PASSWORD_LENGTH.most)
    return `A password has at most ${PASSWORD_LENGTH.most} characters.`;
  const plain = text.toLowerCase();
  if (isRepeated(plain)) return "This password repeats one short piece: it is soon guessed.";
  if (isSequence(plain))
    return "This password runs along the alphabet or the keyboard: it is soon guessed.";
  const known = [
    context.name,
    context.siteName ?? "",
    "tocsin",
    "password",
    "passwort",
    "passphrase",
  ];
  const rest = known
    .filter((word) => word.length >= 3)
    .reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), plain);
  if (rest.replaceAll(/[\W\d_]/g, "").length < 6 && rest !== plain)
    return "Beside a name that everybody here knows there is too little in this password.";
  return null;
}

/** Whether it is one piece of at most five characters again and again. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= 5; length++)
    if (text.slice(length) === text.slice(0, -length)) return true;
  return false;
}

const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "1234567890qwertyuiop",
];

const isSequence = (text: string): boolean =>
  ROWS.some((row) => row.includes(text) || Array.from(row).reverse().join("").includes(text)) ||
  isRising(text);

/** Whether each character is the neighbour of the one before, in one direction. */
function isRising(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) =>
    codes.every(
      (code, i) => i === 0 || code - codes[i - 1] === step || (code === 48 && codes[i - 1] === 57),
    ),
  );
}
