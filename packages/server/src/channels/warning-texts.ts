import type { Warning } from "@tocsin/core";
import type { Language, OutgoingText } from "@tocsin/sdk";
import { alertDescription } from "./alert-description.ts";
import { SENTENCES } from "./texts/language-sentences.ts";
import { type TextSetting, warningText } from "./warning-text.ts";

/** A warning in every language of the site, in the site file's order. */
export function warningTexts(
  warning: Warning,
  setting: TextSetting,
  languages: readonly Language[],
): readonly OutgoingText[] {
  return languages.map((language) => ({
    language,
    direction: SENTENCES[language].direction,
    ...warningText(warning, setting, language),
    event: SENTENCES[language].alert.event,
    description: alertDescription(warning, nameOf(setting.area), language),
  }));
}

const nameOf = ({ name, owner = "" }: TextSetting["area"]): string =>
  owner === "" ? name : `${name} (${owner})`;
