import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { authoringPoints } from "./authoring-points";
import { findDrive } from "./read-spec";

const BY_MOUSE =
  /\.(?:click|dblclick|hover|dragTo|tap|selectOption|check|uncheck|setChecked)\(|\.mouse\.|\b(?:mouse|dragTo|chooseFrom)\(/;
/** Puts the focus or a value where no key has led; a hand gets there by keys. */
const BY_ITSELF = /(?<!hand)\.(?:focus|fill|pressSequentially|setChecked)\(|(?<!keyboard|hand)\.press\(/;
const BY_KEYS = /\bkeyboard\b|\bpress\(/;

/** Why a test does not drive a point in this way; undefined when it does. */
function fault(drive: string, way: "mouse" | "keys"): string | undefined {
  const [spec = "", title = "", step] = drive.split(" › ");
  const file = path.join(import.meta.dirname, "../..", spec);
  const code = existsSync(file) ? findDrive(readFileSync(file, "utf8"), title, step) : undefined;
  if (code === undefined) return "there is no such test";
  if (way === "mouse") return BY_MOUSE.test(code) ? undefined : "no mouse in it";
  const other = BY_MOUSE.exec(code)?.[0] ?? BY_ITSELF.exec(code)?.[0];
  if (other !== undefined) return `not by keys alone: ${other}`;
  return BY_KEYS.test(code) ? undefined : "no keys in it";
}

test.each(["mouse", "keys"] as const)("every point is driven by a browser test: %s", (way) => {
  expect(authoringPoints.length).toBeGreaterThan(50);
  const faults = authoringPoints.flatMap((point) => {
    const found = fault(point[way], way);
    return found === undefined ? [] : [`${point.does}: ${point[way]}: ${found}`];
  });
  expect(faults).toEqual([]);
});

test("no point is listed twice", () => {
  const names = authoringPoints.map(({ does }) => does);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe("findDrive", () => {
  const source = [
    "const open = (page: Page) =>",
    '  page.getByRole("button").click();',
    "",
    'test("by hand", async ({ page }) => {',
    "  await open(page);",
    '  await test.step("with keys", async () => {',
    '    await page.keyboard.press("a");',
    "  });",
    "});",
  ].join("\n");

  test("reads a test with the helpers it uses, and a step alone", () => {
    expect(findDrive(source, "by hand", undefined)).toContain(".click()");
    expect(findDrive(source, "by hand", "with keys")).toContain("keyboard");
    expect(findDrive(source, "by hand", "with keys")).not.toContain(".click()");
  });

  test("knows what is not there", () => {
    expect(findDrive(source, "by foot", undefined)).toBeUndefined();
    expect(findDrive(source, "by hand", "by foot")).toBeUndefined();
  });
});
