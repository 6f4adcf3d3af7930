import { expect, test } from "vitest";
import { frameDocument, openPixelOf } from "./frame-document";

const PIXEL = '<img alt="" src="http://localhost:3000/t/o/AbC-_1" width="1"/>';
const MAIL = `<!doctype html><html><head lang="en"><style>@media (prefers-color-scheme: dark){body{color:#fff}}</style></head><body><a href="http://localhost:3000/t/c/x">Go</a><img src="https://x.example/a.png">${PIXEL}</body></html>`;

test("looking at a mail does not count as an open: the pixel is left out, other pictures stay", () => {
  const page = frameDocument(MAIL, false, "");
  expect(page).not.toContain("/t/o/");
  expect(page).toContain("https://x.example/a.png");
  expect(openPixelOf(MAIL)).toBe("http://localhost:3000/t/o/AbC-_1");
  expect(openPixelOf("<p>none</p>")).toBeUndefined();
});

test("the policy stands before anything of the mail, and links open in a new tab", () => {
  for (const mail of [MAIL, "<p>no head</p>"]) {
    const page = frameDocument(mail, false, "");
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.search(/<style>@media|<p>/));
    expect(page).toContain('<base target="_blank">');
  }
});

test("dark and light are chosen here", () => {
  expect(frameDocument(MAIL, true, "")).toContain("@media all{");
  expect(frameDocument(MAIL, false, "")).toContain("@media not all{");
});
