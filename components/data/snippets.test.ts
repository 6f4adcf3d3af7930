import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { trackCurl } from "./snippets";

describe("trackCurl", () => {
  it("survives the shell, whatever the values contain", () => {
    const example = { userId: "o'neil $(id)", event: "it's `x`", properties: { note: 'say "hi"\n$HOME' } };
    const command = trackCurl("http://localhost:3000", "sk_x", example).replace(/^curl/, "printf '%s\\0'");
    const words = execFileSync("sh", ["-c", command], { encoding: "utf8" }).split("\0");
    expect(words[0]).toBe("http://localhost:3000/api/v1/track");
    expect(JSON.parse(words[words.indexOf("-d") + 1] ?? "")).toEqual(example);
  });
});
