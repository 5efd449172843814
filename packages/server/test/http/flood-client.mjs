/** Asks as fast as it can over many connections until it is ended; prints how often it was answered. */
const [address, connections] = [process.argv[2], Number(process.argv[3])];
const paths = ["/api/status", "/api/openapi.json", "/metrics", "/api/sources/live/why?decision=1"];
let answered = 0;
const ask = async (n) => {
  for (let i = n; ; i++) {
    await fetch(`${address}${paths[i % paths.length]}`)
      .then((response) => response.arrayBuffer())
      .then(() => answered++)
      .catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
};
for (let n = 0; n < connections; n++) void ask(n);
setInterval(() => process.stdout.write(`${answered}\n`), 500);
