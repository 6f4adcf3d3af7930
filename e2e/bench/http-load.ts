// node --import tsx e2e/bench/http-load.ts PORT KEY ITEMS SECONDS: keeps CONNECTIONS requests under way and prints "events seconds".
import { Pool } from "undici";

const CONNECTIONS = 64;
const [port, key, items, seconds] = process.argv.slice(2);
const itemsPerRequest = Number(items);
const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS });
const headers = {
  "content-type": "application/json",
  authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
};

const event = (n: number) => ({
  type: "track",
  userId: `h${n % 5_000}`,
  event: "product_viewed",
  properties: { sku: `SKU-${n % 1_000}`, price: 29.9, url: "https://shop.example/products/blue-shirt" },
});

let sent = 0;
function nextBody(): string {
  if (itemsPerRequest === 1) {
    const { type: _, ...item } = event(sent);
    return JSON.stringify(item);
  }
  return JSON.stringify({ batch: Array.from({ length: itemsPerRequest }, (_, i) => event(sent + i)) });
}

const path = itemsPerRequest === 1 ? "/api/v1/track" : "/api/v1/batch";
const from = performance.now();
const until = from + Number(seconds) * 1_000;

async function lane(): Promise<void> {
  while (performance.now() < until) {
    const body = nextBody();
    sent += itemsPerRequest;
    const response = await pool.request({ path, method: "POST", headers, body });
    if (response.statusCode !== 202) throw new Error(`${response.statusCode} ${await response.body.text()}`);
    await response.body.dump();
  }
}

await Promise.all(Array.from({ length: CONNECTIONS }, lane));
console.log(sent, (performance.now() - from) / 1_000);
await pool.close();
