import { escapeHtml } from "./liquid/escape";

/** A push as a page: about what a browser shows of it. For the Inbox and the walk; nobody is sent this. */
export function pushPreview(push: { title: string; body: string; url: string; icon: string }): string {
  const { title, body, url, icon } = push;
  const picture = icon
    ? `<img src="${escapeHtml(icon)}" alt="" width="48" height="48" style="border-radius:8px;flex:none" />`
    : `<div style="width:48px;height:48px;border-radius:8px;background:#e4e4ea;flex:none"></div>`;
  const link = url
    ? `<p style="margin:8px 0 0"><a href="${escapeHtml(url)}" style="color:#4f46e5;overflow-wrap:anywhere">${escapeHtml(url)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f1f1f5;color:#1c1c28;font:15px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="display:flex;gap:14px;max-width:420px;margin:0 auto;padding:16px;border-radius:14px;background:#ffffff;box-shadow:0 2px 10px rgba(20,20,40,.12)">
${picture}
<div style="min-width:0"><p style="margin:0;font-weight:600;overflow-wrap:anywhere">${escapeHtml(title)}</p>${
    body ? `<p style="margin:2px 0 0;overflow-wrap:anywhere">${escapeHtml(body).replaceAll("\n", "<br />")}</p>` : ""
  }${link}</div>
</div></body></html>`;
}
