/** The npm that runs us, under the Node that runs us; the one on the path where we were not started by npm. */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  return npm === undefined ? ["npm", args] : [process.execPath, [npm, ...args]];
}
