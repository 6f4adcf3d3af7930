import { escapeHtml, headerSafe } from "./liquid/escape";
import { noticeLine, noticePage } from "./notice-page";

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
  const who = links
    ? `<a href="${escapeHtml(links.person)}" style="color:#4f46e5">${escapeHtml(person)}</a>`
    : escapeHtml(person);
  const html = noticePage(
    title,
    [
      due ? noticeLine(escapeHtml(due), "font-weight:600") : "",
      notes ? noticeLine(escapeHtml(notes).replaceAll("\n", "<br />")) : "",
      noticeLine(`About ${who}, from the journey “${escapeHtml(journey)}”`, "color:#5b5b6b"),
    ],
    links && { label: "Open the task", url: links.task },
  );
  return { subject: headerSafe(`Task: ${title}`), html, text };
}

function when(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone }).format(at);
}
