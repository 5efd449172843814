import { escapeXml } from "@tocsin/sdk";
import type { ErrorAnswer } from "../error-answer.ts";

/** A page for people that says why they are not let in. It needs no console, no script and nothing from elsewhere. */
export const refusalPage = ({ message, remedy, code }: ErrorAnswer): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not signed in · Tocsin</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 30rem; margin: 15vh auto 0; padding: 0 1.25rem; }
  h1 { font-size: 1.5rem; line-height: 1.2; }
  a { display: inline-block; min-height: 44px; line-height: 44px; font-weight: 650; }
  small { opacity: 0.75; }
</style>
</head>
<body>
<main>
<h1>You are not signed in</h1>
<p><strong>${escapeXml(message)}</strong></p>
<p>${escapeXml(remedy)}</p>
<p><a href="/">Back to the sign-in page</a></p>
<p><small>The site is protected all the while. ${escapeXml(code)}</small></p>
</main>
</body>
</html>
`;
