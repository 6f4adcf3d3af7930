import { describe, expect, it } from "vitest";
import { ApiError } from "./api-error";
import { parseProblem } from "./problem-details";
import { problemText } from "./problem-text";

const body = {
  type: "about:blank",
  title: "Unprocessable",
  status: 422,
  detail: "Two fields are not valid.",
  errors: [{ path: "email", message: "not an address" }, { path: "settings.reply_to", message: "too long" }, "junk"],
};

describe("problems of the API", () => {
  it("reads the fields and gives each its message", () => {
    const problem = parseProblem(body);
    if (!problem) throw new Error("not read");
    const error = new ApiError(422, problem);
    expect(error.fieldError("email")).toBe("not an address");
    expect(error.fieldError("settings.reply_to")).toBe("too long");
    expect(error.fieldError("name")).toBeUndefined();
    expect(problemText(error)).toBe("Two fields are not valid.");
  });
  it("keeps what stands between a draft and publishing", () => {
    const problems = [{ code: "no_trigger", severity: "error", message: "Nothing starts it", node_id: "n1" }];
    expect(parseProblem({ title: "Not publishable", problems })?.problems).toEqual(problems);
  });
  it("does not take a page of a proxy for a problem", () => {
    expect(parseProblem(undefined)).toBeUndefined();
    expect(parseProblem("<html>")).toBeUndefined();
    expect(parseProblem([])).toBeUndefined();
  });
});
