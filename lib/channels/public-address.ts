import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Which addresses a webhook may reach. Everything that is not plainly public unicast is refused: loopback, private, link-local
 * (cloud metadata lives there), CGNAT, ULA, multicast, reserved, and IPv4 dressed as IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address); // ::ffff:10.0.0.1 → 10.0.0.1
  return parsed.range() === "unicast";
}

/** `undefined` when the url may be called as far as it can be told without resolving its name, else why not. */
export function urlRefusal(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return "only http and https urls can be called";
  if (url.username || url.password) return "the url carries a user name or password";
  if (allowPrivate) return undefined;
  if (url.port !== "") return "only ports 80 and 443 can be called"; // the default port reads as ""
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublicAddress(host)) return `${host} is not a public address`;
  return undefined;
}

/**
 * A lookup for net.connect that hands out public addresses only. Checked at connect, for every address of the name: what a name
 * resolved to a moment earlier proves nothing. One private address among public ones refuses the name.
 */
export function publicLookup(resolve: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "");
      const addresses = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }];
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (refused || !first) {
        const why = refused ? `${hostname} leads to ${refused.address}, which is not a public address` : "no address";
        return callback(Object.assign(new Error(why), { code: "ENOTPUBLIC" }), "");
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
