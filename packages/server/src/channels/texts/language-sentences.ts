import type { Language } from "@tocsin/sdk";
import { AR } from "./ar.ts";
import { EN } from "./en.ts";
import type { Sentences } from "./sentences.ts";
import { UK } from "./uk.ts";

/** A new language is added here and to the site file's schema; the compiler then asks for each of its sentences. */
export const SENTENCES: Readonly<Record<Language, Sentences>> = { en: EN, ar: AR, uk: UK };
