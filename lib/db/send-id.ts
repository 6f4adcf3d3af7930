const channelCodes = new Map<string, string>();

/** 28 bits of the channel's name (FNV-1a). Never change it: the ids of sends that are under way come out of it. */
function codeOf(channel: string): string {
  const known = channelCodes.get(channel);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < channel.length; i += 1) hash = Math.imul(hash ^ channel.charCodeAt(i), 0x01000193);
  const code = (hash >>> 4).toString(16).padStart(7, "0");
  channelCodes.set(channel, code);
  return code;
}

/**
 * The ledger key of one effect: the same (enrollment, visit, channel) always gives the same UUID, so a walk that is done
 * again after a crash cannot add a second send, and a provider with idempotency keys sees the same key. RFC 9562 version 8 layout:
 * 60 bits of the enrollment, then visit and channel. So ids of people who entered together lie together in the index; a hash would
 * touch a page of it for each mail.
 */
export function sendId(enrollmentId: string, visit: number, channel: string): string {
  const run = Number(enrollmentId).toString(16).padStart(15, "0");
  const place = visit.toString(16).padStart(8, "0");
  const code = codeOf(channel);
  return `${run.slice(0, 8)}-${run.slice(8, 12)}-8${run.slice(12)}-8${code.slice(0, 3)}-${code.slice(3)}${place}`;
}
