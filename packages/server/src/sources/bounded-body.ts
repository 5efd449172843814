/** What a server answers, as long as it is no longer than so many octets; rejects with words for people where it is. */
export async function boundedBody(response: Response, octetsMax: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let octets = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return new Uint8Array();
  for await (const piece of body) {
    octets += piece.length;
    if (octets > octetsMax) throw new Error(`is longer than ${octetsMax} octets`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
