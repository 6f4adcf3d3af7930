import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AcceptInvitation } from "./accept-invitation";

const shown = (email: string) =>
  renderToStaticMarkup(
    <AcceptInvitation token="t" email={email} workspace="Northbound" invited="ada@example.com" />,
  ).replaceAll("<!-- -->", "");

test("an invitation for another account says so and offers the way to it, instead of a button that must fail", () => {
  expect(shown("Ada@example.com")).toContain("Join the workspace");
  const others = shown("bob@example.com");
  expect(others).toContain("for ada@example.com, and you are signed in as bob@example.com");
  expect(others).toContain("Sign out and go on");
  expect(others).not.toContain("Join the workspace");
});
