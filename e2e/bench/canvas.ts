// Part of npm run bench -- ui: how the canvas moves with hundreds of steps. Frames while panning, and the time from a key to the next paint.
import type { BrowserContext, Page } from "@playwright/test";

const PAN_MS = 3_000;
const ROUNDS = 5;

export type CanvasFigure = { steps: number; fps: number; slowestFrameMs: number; insertMs: number; undoMs: number };
export type BenchGraph = {
  nodes: { id: string; type: string; config: Record<string, unknown> }[];
  edges: { from: string; port: string; to: string }[];
};

/** A journey of that many steps as people draw them: waits and mails in a row, every sixth step a branch whose arms meet again. */
export function largeGraph(steps: number): BenchGraph {
  const graph: BenchGraph = { nodes: [{ id: "start", type: "trigger.manual", config: {} }], edges: [] };
  let open = [{ from: "start", port: "next" }];
  const add = (id: string, type: string, config: Record<string, unknown>, after = open) => {
    graph.nodes.push({ id, type, config });
    for (const { from, port } of after) graph.edges.push({ from, port, to: id });
    return [{ from: id, port: "next" }];
  };
  for (let i = 1; graph.nodes.length < steps; i++) {
    if (i % 6 !== 0) {
      open =
        i % 2 === 0
          ? add(`wait_${i}`, "wait", { duration: `P${(i % 9) + 1}D` })
          : add(`mail_${i}`, "email", { subject: `Letter ${i}`, body: "Hello." });
      continue;
    }
    add(`ask_${i}`, "branch", { condition: { tag: `t${i}` } });
    const yes = add(`yes_${i}`, "add_tag", { tag: `seen_${i}` }, [{ from: `ask_${i}`, port: "yes" }]);
    const no = add(`no_${i}`, "wait", { duration: "PT6H" }, [{ from: `ask_${i}`, port: "no" }]);
    open = [...yes, ...no];
  }
  return graph;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Frames per second and the slowest frame while the wheel pans up and down for PAN_MS. */
async function pan(page: Page): Promise<{ fps: number; slowestFrameMs: number }> {
  await page.mouse.move(700, 450);
  const measured = page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const frame = (at: number) => {
          times.push(at);
          if (at - (times[0] ?? at) < ms) requestAnimationFrame(frame);
          else resolve(times);
        };
        requestAnimationFrame(frame);
      }),
    PAN_MS,
  );
  const until = Date.now() + PAN_MS;
  for (let turn = 0; Date.now() < until; turn++) await page.mouse.wheel(0, turn % 60 < 30 ? 40 : -40);
  const times = await measured;
  const frames = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { fps: Math.round((frames.length / total) * 1_000), slowestFrameMs: Math.round(Math.max(...frames)) };
}

/** Ms from pressing a key to the paint after it. */
async function keyToPaint(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    Object.assign(globalThis, {
      painted: new Promise<number>((resolve) => {
        addEventListener(
          "keydown",
          (event) => {
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
              channel.port2.postMessage(undefined);
            });
          },
          { capture: true, once: true },
        );
      }),
    });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (globalThis as typeof globalThis & { painted: Promise<number> }).painted);
}

/** Opens a journey of `steps` steps in a fresh page and measures it; medians of ROUNDS. */
export async function measureCanvas(context: BrowserContext, url: string, steps: number): Promise<CanvasFigure> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  // The loader that runs this file gives every function its name by a helper; what is sent to the page needs it there.
  await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
  await page.goto(url);
  await page.locator("[data-step]").first().waitFor({ timeout: 60_000 });
  await page.waitForLoadState("load");
  const pans: Awaited<ReturnType<typeof pan>>[] = [];
  const inserts: number[] = [];
  const undos: number[] = [];
  for (let round = 0; round < ROUNDS; round++) pans.push(await pan(page));
  await page.locator("[data-step]").first().focus();
  for (let round = 0; round < ROUNDS; round++) {
    await page.locator("[data-step]:focus").waitFor();
    await page.keyboard.press("d"); // opens the settings of the copy: the most there is to draw
    await page.keyboard.press("Escape");
    await page.locator("[data-step]:focus").waitFor();
    inserts.push(await keyToPaint(page, "d"));
    await page.keyboard.press("Escape");
    undos.push(await keyToPaint(page, "Control+z"));
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Home");
  }
  await page.close();
  return {
    steps,
    fps: median(pans.map((p) => p.fps)),
    slowestFrameMs: median(pans.map((p) => p.slowestFrameMs)),
    insertMs: Math.round(median(inserts)),
    undoMs: Math.round(median(undos)),
  };
}
