#!/usr/bin/env node
/** The launcher of a release. It says in words what is wrong where the Node is too old to load the rest. */
const OLDEST_NODE = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < OLDEST_NODE) {
  console.error(`Tocsin runs on Node ${OLDEST_NODE} or newer; this is ${process.version}.`);
  console.error(
    "Install a newer Node from https://nodejs.org, or use the release that carries its own.",
  );
  process.exitCode = 1;
} else {
  const { main } = await import(new URL("../src/cli/main.js", import.meta.url).href);
  process.exitCode = await main(process.argv.slice(2));
}
