import { describe, expect, it } from "vitest";
import { weighPage } from "./weigh-page";

const shell = "components/shell/app-shell.tsx";

/** KB (gzip) without Next and React, as recorded when they were last meant to change. */
const recorded = {
  overview: { modules: [shell, "components/overview/overview-page.tsx"], kilobytes: 39 },
  canvas: {
    modules: [shell, "components/journeys/journey-page.tsx", "components/canvas/flow/journey-canvas.tsx"],
    kilobytes: 208,
  },
  emailEditor: {
    modules: [shell, "components/email-editor/template-page.tsx", "components/email-editor/email-editor.tsx"],
    kilobytes: 115,
  },
};

describe("what pages load before anybody touches them", { timeout: 60_000 }, () => {
  it.each(Object.entries(recorded))("%s grows by no more than 5 % unnoticed", async (_page, { modules, kilobytes }) => {
    const weight = await weighPage(modules);
    expect(weight).toBeLessThan(kilobytes * 1.05);
    // far less than recorded: the figure must be written anew, or nothing was weighed at all
    expect(weight).toBeGreaterThan(kilobytes * 0.85);
  });

  it("a module that is only fetched later weighs nothing, one that is imported does", async () => {
    const engine = await weighPage(["components/email-editor/text/line-editing.tsx"]);
    const still = await weighPage(["components/email-editor/text/line-field.tsx"]);
    expect(engine).toBeGreaterThan(still + 50);
  });
});
