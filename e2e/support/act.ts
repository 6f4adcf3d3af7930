import type { Locator, Page } from "@playwright/test";
import type { Act } from "@/lib/testing/catalogue/catalogue-case";
import { arrowTo } from "./keyboard";
import { expect } from "./product";

/** What a control is reached by: the mouse, or nothing but keys. */
export interface Hand {
  fill(box: Locator, text: string): Promise<void>;
  pick(box: Locator, text: string): Promise<void>;
  choose(box: Locator, option: string): Promise<void>;
  press(button: Locator): Promise<void>;
  turn(control: Locator): Promise<void>;
  rule(button: Locator, kind: string): Promise<void>;
  /** types at the end of a text that is written in place */
  write(box: Locator, text: string): Promise<void>;
  /** an entry of the list that is open */
  take(text: string): Promise<void>;
  /** the button of a form, where Enter in the field filled last does the same */
  confirm(button: Locator): Promise<void>;
  /** a key that leads where the mouse simply goes, once the focus is where it counts; done when it is at `to` */
  shortcut(key: string, from: Locator, to: Locator): Promise<void>;
}

/** Does one act of the table at a part of the page. Every name must mean exactly one control. */
export async function act(part: Locator, [verb, place, what = ""]: Act, hand: Hand): Promise<void> {
  const names = place.split(" > ");
  const name = names.at(-1) ?? "";
  const within = names
    .slice(0, -1)
    .reduce((outer, group) => outer.getByRole("group", { name: group, exact: true }), part);
  switch (verb) {
    case "fill":
      return hand.fill(within.getByLabel(name, { exact: true }), what);
    case "pick":
      return hand.pick(within.getByRole("combobox", { name, exact: true }), what);
    case "choose":
      return hand.choose(within.getByRole("combobox", { name, exact: true }), what);
    case "turn":
      return hand.turn(within.getByRole("switch", { name, exact: true }));
    case "press":
      return hand.press(pressable(within, name));
    case "rule": {
      // The outer one, where a group holds one of the same name.
      const group = within.getByRole("group", { name, exact: true }).first();
      // Groups inside it have a button of their own; its own comes last.
      return hand.rule(group.getByRole("button", { name: "Add a rule", exact: true }).last(), what);
    }
  }
}

/** A button, a choice among several, or the line that opens a part of the settings. */
function pressable(within: Locator, name: string): Locator {
  const exact = { name, exact: true };
  return (
    within
      .getByRole("button", exact)
      // The line of explanation under a choice belongs to its name.
      .or(within.getByRole("radio", { name: new RegExp(`^${escaped(name)}`) }))
      .or(within.locator("summary").filter({ hasText: name }))
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What is found by its whole path is shown by its own name: "event.total" as "total". */
const entryOf = (text: string) => text.replace(/^event\./, "");

/** Entries that begin with the text, or take what was typed. */
function entriesOffering(page: Page, text: string): Locator {
  const offering = new RegExp(`^(?:${escaped(text)}|${escaped(entryOf(text))}|Use “${escaped(text)}”)`);
  return page.locator("[cmdk-item]").filter({ hasText: offering });
}

export function mouse(page: Page): Hand {
  const take = async (text: string): Promise<void> => {
    await page.locator("[cmdk-input]").fill(text);
    await entriesOffering(page, text).first().click();
  };
  return {
    fill: (box, text) => box.fill(text),
    async pick(box, text) {
      await box.click();
      await take(text);
    },
    async choose(box, option) {
      await box.click();
      await page.getByRole("option", { name: option, exact: true }).click();
    },
    press: (button) => button.click(),
    turn: (control) => control.click(),
    async rule(button, kind) {
      await button.click();
      await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
    },
    async write(box, text) {
      await box.click();
      await writeAtEnd(page, box, text);
    },
    take,
    confirm: (button) => button.click(),
    shortcut: async () => {},
  };
}

const STOPS_MAX = 120;

export function keyboard(page: Page): Hand {
  const press = (key: string) => page.keyboard.press(key);

  /** Walks to the control with Tab, the way somebody does who has no mouse. */
  const go = async (control: Locator): Promise<void> => {
    await expect(control).toHaveCount(1);
    for (let stops = 0; stops < STOPS_MAX; stops++) {
      const where = await control.evaluate(async (element) => {
        const look = () => {
          const focused = document.activeElement;
          if (!focused || element === focused || element.contains(focused)) return "here";
          return element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_PRECEDING ? "ahead" : "behind";
        };
        // What was done before may move the focus some frames later, and the key that comes first would be lost.
        for (let frame = 0; frame < 2 && look() === "here"; frame++) await new Promise(requestAnimationFrame);
        return look();
      });
      if (where === "here") return;
      await press(where === "ahead" ? "Tab" : "Shift+Tab");
    }
    throw new Error(`Tab does not lead to ${control}`);
  };

  const take = async (text: string): Promise<void> => {
    await expect(page.locator("[cmdk-input]")).toBeFocused();
    await page.keyboard.type(text);
    // What the server is asked for comes a moment after the last key.
    await expect(entriesOffering(page, text).first()).toBeVisible();
    await goDownTo(page, page.locator("[cmdk-item][data-selected=true]"), text);
    await press("Enter");
    await expect(page.locator("[cmdk-input]")).toBeHidden();
  };

  return {
    async fill(box, text) {
      await go(box);
      const type = await box.getAttribute("type");
      if (type === "time" || type === "date" || type === "datetime-local") return typeDate(page, box, type, text);
      await press("ControlOrMeta+a");
      await page.keyboard.type(text);
      // A name is taken over with Enter; in a list of values that is how one is added.
      if ((await box.evaluate(({ tagName }) => tagName)) !== "TEXTAREA") await press("Enter");
    },
    async pick(box, text) {
      await go(box);
      await press("Enter");
      await take(text);
    },
    async choose(box, option) {
      await go(box);
      await press("Enter");
      const current = page.locator("[role=option][data-highlighted]");
      await expect(current).toBeVisible();
      await press("Home");
      // Lists move the focus a moment after the key.
      await expect(page.locator("[role=option]").first()).toHaveAttribute("data-highlighted");
      await goDownTo(page, current, option);
      await press("Enter");
      await expect(current).toBeHidden();
    },
    async press(button) {
      await expect(button).toHaveCount(1);
      if ((await button.getAttribute("role")) !== "radio") {
        await go(button);
        return press("Enter");
      }
      // Choices are one stop for Tab; arrows go from one to the next.
      await go(button.locator("xpath=ancestor::*[@role='radiogroup' or @role='group'][1]"));
      await arrowTo(page, button, "ArrowDown", "Space");
    },
    async turn(control) {
      await go(control);
      await press("Space");
    },
    async rule(button, kind) {
      await go(button);
      await press("Enter");
      const current = page.locator("[role=menuitem][data-highlighted]");
      await expect(current).toBeVisible();
      await goDownTo(page, current, kind);
      await press("Enter");
      await expect(current).toBeHidden();
    },
    async write(box, text) {
      await go(box);
      await writeAtEnd(page, box, text);
    },
    take,
    confirm: async () => {},
    async shortcut(key, from, to) {
      await expect(from).toBeFocused();
      await press(key);
      await expect(to).toBeFocused();
    },
  };
}

/** Once the text engine has come, which takes the focus over a frame after it has begun. */
async function writeAtEnd(page: Page, box: Locator, text: string): Promise<void> {
  await expect(box).toBeEditable();
  await expect(box).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

const QUICKLY = { intervals: [10, 20, 50, 100] };

/** Arrow keys until the chosen entry of a list begins with, or for a typed one names, the text. Each key is waited for. */
async function goDownTo(page: Page, current: Locator, text: string): Promise<void> {
  const read = async () => (await current.innerText()).trim();
  for (let steps = 0; steps < STOPS_MAX; steps++) {
    const shown = await read();
    if (shown.startsWith(text) || shown.startsWith(entryOf(text)) || shown === `Use “${text}”`) return;
    await page.keyboard.press("ArrowDown");
    await expect.poll(read, { ...QUICKLY, message: `an entry “${text}” after “${shown}”` }).not.toBe(shown);
  }
  throw new Error(`no entry “${text}” in the list`);
}

/** Digits in the order of the British form: 10/03/2026, 09:00. */
async function typeDate(page: Page, box: Locator, type: string, text: string): Promise<void> {
  const [date = "", time = ""] = type === "time" ? ["", text] : text.split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  if (date) {
    await page.keyboard.type(`${day}${month}${year}`);
    if (time) await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.type(time.replace(":", ""));
  // Where the browser's own language counts twelve hours, the half of the day is asked for besides.
  if (time && (await box.inputValue()) !== text) await page.keyboard.type(Number(time.slice(0, 2)) < 12 ? "AM" : "PM");
  await expect(box).toHaveValue(text);
}
