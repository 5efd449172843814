import type { ReactElement } from "react";
import { TextLine } from "../fields/text-line.tsx";

/** As long as the server takes a name. */
const NAME_CHARACTERS = 256;

/** The name of somebody or something, which has to be given. */
export function TextField(properties: {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  return <TextLine {...properties} maxLength={NAME_CHARACTERS} required isName />;
}
