export { escapeXml } from "./escape-xml.ts";
export { plainLine } from "./plain-line.ts";
