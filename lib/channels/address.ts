import { domainToASCII } from "node:url";

export type AddressCheck = { ok: true; address: string } | { ok: false; reason: string };

/** RFC 5321 §4.5.3.1: local part 64 octets, the whole path 254. */
const LOCAL_BYTES_MAX = 64;
const ADDRESS_BYTES_MAX = 254;

/** dot-atom of RFC 5322 plus the letters of RFC 6531; quoted local parts are refused on purpose. */
const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Needs no conversion, which is the slow part. */
const ASCII = /^[\x21-\x7e]+$/;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Says whether `text` is one address that mail can go to, and gives it with its domain in ASCII (IDN → punycode). Commas, line
 * breaks, display names and several addresses are refused: one message has one recipient.
 */
export function checkAddress(text: string): AddressCheck {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  if (at <= 0 || at === trimmed.length - 1) return { ok: false, reason: "an address looks like name@example.com" };
  const local = trimmed.slice(0, at);
  if (!LOCAL_PART.test(local)) return { ok: false, reason: "the part before @ has characters that are not allowed" };
  if (Buffer.byteLength(local) > LOCAL_BYTES_MAX) return { ok: false, reason: "the part before @ is too long" };
  const written = trimmed.slice(at + 1);
  const domain = (ASCII.test(written) ? written : domainToASCII(written)).toLowerCase();
  const labels = domain.split(".");
  // a bare host is reachable inside a network only, and an all-digit last label would be an IP address
  if (labels.length < 2 || !labels.every((label) => DOMAIN_LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? ""))
    return { ok: false, reason: "the part after @ is not a domain" };
  const address = `${local}@${domain}`;
  if (Buffer.byteLength(address) > ADDRESS_BYTES_MAX) return { ok: false, reason: "the address is too long" };
  return { ok: true, address };
}

/** What suppressions know an address by, however it is written: as mail goes to it, in lower case. */
export function suppressionKey(address: string): string {
  const checked = checkAddress(address);
  return (checked.ok ? checked.address : address.trim()).toLowerCase();
}

/** Whether a person's e-mail may be replaced by this: null takes it away, everything else has to be an address. */
export function mayBeEmail(value: unknown): boolean {
  return value === null || (typeof value === "string" && checkAddress(value).ok);
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** The key of an address that PostgreSQL cannot make (addressKeySql of lib/db); null: it can. */
export function storedKey(address: string | null): string | null {
  return address !== null && BEYOND_ASCII.test(address) ? suppressionKey(address) : null;
}

/** What suppressions of pushes know a person by: their id, upper and lower case of ASCII being the same. */
export function pushSuppressionKey(externalId: string): string {
  return externalId.trim().replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const NAMED = /^\s*(?:"([^"\r\n<>]*)"|([^"\r\n<>,]*?))\s*<([^<>\r\n,\s]+)>\s*$/;

/** Splits `Name <address>` or a bare address; undefined when it is neither. */
export function parseMailbox(text: string): { name: string; address: string } | undefined {
  const named = NAMED.exec(text);
  const checked = checkAddress(named ? (named[3] ?? "") : text);
  return checked.ok ? { name: (named?.[1] ?? named?.[2] ?? "").trim(), address: checked.address } : undefined;
}

/** `j•••@example.com`: enough to recognise one's own address, too little to learn somebody else's. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (at <= 0) return "•••";
  return `${[...address][0]}•••${address.slice(at)}`;
}
