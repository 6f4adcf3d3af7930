import { escapeHtml } from "./liquid/escape";

/** A paragraph of a notice; `html` is markup already. */
export function noticeLine(html: string, style = ""): string {
  return `<p style="margin:0 0 16px;${style}">${html}</p>`;
}

/** The page of a mail to the team: plain, readable everywhere, without tracking. Empty lines are left out. */
export function noticePage(title: string, lines: readonly string[], button?: { label: string; url: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f6f6f8;color:#1c1c28;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>
${lines.filter(Boolean).join("\n")}
${button ? `<a href="${escapeHtml(button.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#4f46e5;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a>` : ""}
</div></body></html>`;
}
