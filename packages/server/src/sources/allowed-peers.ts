import { BlockList, isIP } from "node:net";

/** Whether an address may send: any where the list is empty, else those named, singly or as a network (10.0.0.0/8). */
export function allowedPeers(allow: readonly string[]): (address: string) => boolean {
  if (allow.length === 0) return () => true;
  const list = new BlockList();
  for (const entry of allow) {
    const [network, prefix] = entry.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return (address) => {
    const plain = plainAddress(address);
    return list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
  };
}

/** An IPv4 peer of a socket that takes both families shows as an IPv6 one. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d)/i, "");
