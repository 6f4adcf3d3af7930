import { escapeHtml } from "./liquid/escape";

/** What the notice of a task says. Times are epoch ms. */
export type NoticedTask = {
  title: string;
  notes: string;
  due_at: number | null;
  /** whom it is about, as their team knows them */
  person: string;
  journey: string;
  /** IANA zone in which the due time is told */
  timezone: string;
  /** where the task and the person are looked at; absent where there is no task yet (a simulation) */
  links?: { task: string; person: string };
};

/** The notice of a task as a mail: plain, readable everywhere, without tracking. */
export function taskNotice(task: NoticedTask): { subject: string; html: string; text: string } {
  const { title, notes, person, journey, links } = task;
  const due = task.due_at === null ? undefined : `Due ${when(task.due_at, task.timezone)}`;
  const about = `About ${person}, from the journey “${journey}”`;
  const text = [
    title,
    due,
    notes,
    about,
    links && `Open the task: ${links.task}`,
    links && `The person: ${links.person}`,
  ]
    .filter(Boolean)
    .join("\n\n");
  const line = (content: string, style = "") => `<p style="margin:0 0 16px;${style}">${content}</p>`;
  const who = links
    ? `<a href="${escapeHtml(links.person)}" style="color:#4f46e5">${escapeHtml(person)}</a>`
    : escapeHtml(person);
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f6f6f8;color:#1c1c28;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>
${due ? line(escapeHtml(due), "font-weight:600") : ""}
${notes ? line(escapeHtml(notes).replaceAll("\n", "<br />")) : ""}
${line(`About ${who}, from the journey “${escapeHtml(journey)}”`, "color:#5b5b6b")}
${links ? `<a href="${escapeHtml(links.task)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#4f46e5;color:#ffffff;text-decoration:none;font-weight:600">Open the task</a>` : ""}
</div></body></html>`;
  return { subject: `Task: ${title}`, html, text };
}

function when(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone }).format(at);
}
