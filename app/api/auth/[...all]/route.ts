import { auth } from "@/lib/auth/auth";

async function handle(request: Request): Promise<Response> {
  const response = await auth().handler(request);
  const wait = response.headers.get("x-retry-after");
  // better-auth names the header its own way; clients know the standard one.
  if (wait !== null) response.headers.set("retry-after", wait);
  response.headers.set("cache-control", "no-store");
  return response;
}

export { handle as GET, handle as POST };
