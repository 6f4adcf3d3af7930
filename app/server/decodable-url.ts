/**
 * The address with a path that can be decoded. A stray % or bytes that are no UTF-8 name nothing, and are taken for what they look like, so
 * that whoever serves the address says "not found" instead of failing over it.
 */
export function decodableUrl(url: string): string {
  if (!url.includes("%")) return url;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}
