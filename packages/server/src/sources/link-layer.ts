const ETHERNET = 1;
const NULL_LOOPBACK = 0;
const OPENBSD_LOOPBACK = 108;
const LINUX_COOKED = 113;
const LINUX_COOKED_2 = 276;
/** LINKTYPE_RAW and the values that BSD systems wrote for it, then LINKTYPE_IPV4 and LINKTYPE_IPV6. */
const RAW_IP: ReadonlySet<number> = new Set([101, 12, 14, 228, 229]);

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const VLAN_TAGS_MAX = 4;

export type LinkRefusal = "link-type-unknown" | "frame-truncated" | "not-ip";

/** Where the IP packet of a frame begins, or why there is none. */
export function ipOffset(bytes: Uint8Array, linkType: number): number | LinkRefusal {
  if (linkType === ETHERNET) return afterEtherType(bytes, 12);
  if (linkType === LINUX_COOKED) return afterEtherType(bytes, 14);
  if (linkType === LINUX_COOKED_2) return cooked2(bytes);
  if (RAW_IP.has(linkType)) return 0;
  if (linkType === NULL_LOOPBACK || linkType === OPENBSD_LOOPBACK) return 4;
  return "link-type-unknown";
}

/** The protocol stands first, and the packet after twenty octets. */
function cooked2(bytes: Uint8Array): number | LinkRefusal {
  if (bytes.length < 20) return "frame-truncated";
  const type = bytes[0] * 256 + bytes[1];
  if (VLAN_TAGS.has(type)) return afterEtherType(bytes, 22);
  return type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6 ? 20 : "not-ip";
}

function afterEtherType(bytes: Uint8Array, first: number): number | LinkRefusal {
  let at = first;
  for (let tags = 0; tags <= VLAN_TAGS_MAX; tags++) {
    if (bytes.length < at + 2) return "frame-truncated";
    const type = bytes[at] * 256 + bytes[at + 1];
    if (type === ETHERTYPE_IPV4 || type === ETHERTYPE_IPV6) return at + 2;
    if (!VLAN_TAGS.has(type)) return "not-ip";
    at += 4;
  }
  return "not-ip";
}
