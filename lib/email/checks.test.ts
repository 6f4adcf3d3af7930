import { describe, expect, it } from "vitest";
import { signLink } from "@/lib/channels/signed-link";
import { makeFacts } from "@/lib/testing/drive-journey";
import type { Brand } from "./brand";
import { compiledProblems, longestHtml, sizeProblems } from "./check-compiled";
import { type CheckOptions, checkEmail } from "./check-email";
import { compileEmail } from "./compile-email";
import { type EmailDocument, emailDocumentSchema } from "./document";
import { fillEmail } from "./fill-email";
import { templateContext } from "./template-context";

const brand: Brand = { name: "Northbound", logo_url: "", postal_address: "1 Harbour Way", theme: {} };
const footer = { id: "f", type: "footer" };
const sound = emailDocumentSchema.parse({
  v: 2,
  subject: "Your order is on its way",
  preheader: "It arrives on Thursday.",
  blocks: [{ id: "h", type: "heading", text: "Thank you for your order" }, footer],
});
const withBlocks = (...blocks: object[]): EmailDocument =>
  emailDocumentSchema.parse({ ...sound, blocks: [...blocks, footer] });
const link = (href: string) => withBlocks({ id: "b", type: "button", label: "Go", href });
const withFooter = (more: object): EmailDocument =>
  emailDocumentSchema.parse({ ...sound, blocks: [sound.blocks[0], { ...footer, ...more }] });
const inGerman = (de: object): EmailDocument =>
  emailDocumentSchema.parse({ ...link("https://example.com"), translations: { de } });
const html = (source: string) => withBlocks({ id: "x", type: "html", html: source });
const found = (document: EmailDocument, options: CheckOptions = { brand }) =>
  checkEmail(document, options)
    .filter(({ code }) => code !== "link_example")
    .map(({ code, severity, block_id, field }) => `${severity} ${code} ${block_id ?? field ?? "-"}`);

describe("every check finds its fault, names the place, and leaves a sound mail alone", () => {
  it("has nothing to say about a sound mail", () => {
    expect(found(sound)).toEqual([]);
  });

  it.each<[string, EmailDocument, string]>([
    ["a long subject", { ...sound, subject: "word ".repeat(20) }, "warning subject_long subject"],
    ["capitals", { ...sound, subject: "READ THIS TODAY" }, "warning subject_capitals subject"],
    ["emoji", { ...sound, subject: "Party 🎉🎉🎉" }, "warning subject_emoji subject"],
    ["repeated marks", { ...sound, subject: "Now!!" }, "warning subject_marks subject"],
    ["a hole in the subject", { ...sound, subject: "Hi {{ first_name }}" }, "warning fallback_missing subject"],
    ["a hole in the preview line", { ...sound, preheader: "{{ plan }}" }, "warning fallback_missing preheader"],
    [
      "words that ask for others",
      withBlocks({ id: "h", type: "heading", text: "[Your name] says" }),
      "warning placeholder h",
    ],
    ["a spam word", { ...sound, subject: "Act now, Ada" }, "warning spam_words subject"],
    ["no preview line", { ...sound, preheader: "" }, "warning preheader_missing preheader"],
    ["a preview line that repeats", { ...sound, preheader: sound.subject }, "warning preheader_repeats preheader"],
    ["an empty link", link(""), "error link_missing b"],
    ["a link to #", link("#"), "error link_missing b"],
    ["a link that is none", link("javascript:alert(1)"), "error link_invalid b"],
    ["a host that cannot be", link("https://no_such host/"), "error link_invalid b"],
    ["a host without a top level", link("https://shop/"), "error link_host b"],
    ["an unencrypted link", link("http://example.com"), "warning link_insecure b"],
    ["a link to this machine", link("https://localhost/x"), "warning link_local b"],
    ["a password in a link", link("https://ada:secret@example.com/"), "warning link_unsafe b"],
    ["a shortened link", link("https://bit.ly/3xyz"), "warning link_shortened b"],
    ["an address in a link", link("https://example.com/?e={{ email }}"), "warning link_personal b"],
    [
      "an image without words",
      withBlocks({ id: "i", type: "image", url: "https://example.com/a.png", alt: "" }),
      "error alt_missing i",
    ],
    ["broken Liquid", withBlocks({ id: "h", type: "heading", text: "{{ first_name" }), "error liquid h"],
    ["pale HTML on the card", html('<p style="color:#cccccc">Hi there</p>'), "warning contrast x"],
    [
      "a rule without a line, which would hold for everybody",
      withBlocks({ id: "h", type: "heading", text: "Hi", when: { all: [] } }),
      "error rule h",
    ],
    [
      "a version without a rule",
      withBlocks({
        id: "h",
        type: "heading",
        text: "Hi",
        variants: [{ when: { all: [] }, block: { id: "v", type: "heading", text: "Ho" } }],
      }),
      "error rule v",
    ],
    [
      "an offer whose rule can never hold",
      emailDocumentSchema.parse({
        ...sound,
        incentive: { offers: [{ percent: 10, when: { path: "orders", op: "greater_than", value: "many" } }] },
      }),
      "error rule incentive",
    ],
    ["an unsubscribe link that says nothing", withFooter({ unsubscribe_label: " " }), "error label_missing f"],
    ["broken Liquid in a language", inGerman({ subject: "Hallo {{ first_name" }), "error liquid subject"],
    ["no subject in a language", inGerman({ subject: " " }), "error subject_missing subject"],
    [
      "a link that is none in a language",
      inGerman({ blocks: { b: { href: "javascript:alert(1)" } } }),
      "error link_invalid b",
    ],
    ["no footer", emailDocumentSchema.parse({ ...sound, blocks: [sound.blocks[0]] }), "warning unsubscribe_missing -"],
    [
      "texts without translation",
      { ...sound, translations: { de: { subject: "Bestellung" } } },
      "warning translation_missing preheader",
    ],
  ])("%s", (_, document, problem) => {
    expect(found(document)).toContain(problem);
  });

  it.each<[string, EmailDocument]>([
    [
      "Liquid does not make a subject long",
      {
        ...sound,
        subject: 'Hi {{ first_name | default: "a very long word that stands for somebody nobody knows yet" }}',
      },
    ],
    [
      "a subject with a word for whom nothing is known of, or with what is always there",
      { ...sound, subject: 'Hi {{ first_name | default: "you" }}, {{ incentive.label }} off' },
    ],
    ["brackets by themselves ask for nothing", { ...sound, subject: "[Northbound] Your order [no. 7]" }],
    ["an acronym is no shouting", { ...sound, subject: "NASA calls" }],
    [
      "https, mailto and tel are links",
      withBlocks(
        ...["https://example.com", "mailto:a@example.com", "tel:+49301234"].map((href, i) => ({
          id: `b${i}`,
          type: "button",
          label: "Go",
          href,
        })),
      ),
    ],
    ["an id in a link is nobody's address", link("https://example.com/?c={{ external_id }}")],
    [
      "decoration needs no words",
      withBlocks({ id: "i", type: "image", url: "https://example.com/a.png", alt: "", decorative: true }),
    ],
    ["dark words in HTML, whose ground is light in a dark mail, too", html('<p style="color:#222222">Hi there</p>')],
    [
      "a variable that is only written where there is something",
      withBlocks({ id: "h", type: "heading", text: "Hi{% if first_name %}, {{ first_name }}{% endif %}!" }),
    ],
    ["HTML with a ground of its own", html('<p style="color:#222222;background-color:#ffffff">Hi there</p>')],
    [
      "a full translation",
      {
        ...sound,
        translations: {
          de: {
            subject: "Bestellung",
            preheader: "Am Donnerstag.",
            blocks: { h: { text: "Danke" }, f: { unsubscribe_label: "Abmelden" } },
          },
        },
      },
    ],
  ])("passes: %s", (_, document) => {
    expect(found(document)).toEqual([]);
  });

  it("misses the postal address, and takes the place to the footer", () => {
    expect(found(sound, { brand: { ...brand, postal_address: " " } })).toEqual(["warning address_missing f"]);
  });

  it("measures the contrast of a theme: a button's words on its colour", () => {
    const grey = { ...brand, theme: { accent: "#7a7a7a" } };
    expect(found(sound, { brand: grey })).toContain("warning contrast theme");
  });

  it("knows a misspelt variable from one that people have", () => {
    const known = new Set(["first_name", "address.city"]);
    const typo = { ...sound, subject: "Hi {{ frist_name }}" };
    expect(found(typo, { brand, known })).toContain("warning variable_unknown subject");
    const sane = {
      ...sound,
      subject: "{% if first_name and address.city %}Hi {{ first_name }} of {{ address.city }}{% endif %}",
    };
    expect(found(sane, { brand, known })).toEqual([]);
  });

  it("says what is broken inside a reusable block where a mail shows it, and in which language", () => {
    const id = "00000000-0000-4000-8000-000000000001";
    const mail = withBlocks({ id: "s", type: "shared", block_id: id });
    const part = (more: object) =>
      new Map([[id, emailDocumentSchema.parse({ v: 2, subject: "", blocks: [sound.blocks[0]], ...more })]]);
    expect(found(mail, { brand, shared: part({}) })).toEqual([]);
    const broken = part({ blocks: [{ id: "x", type: "heading", text: "{{ first_name" }] });
    expect(found(mail, { brand, shared: broken })).toEqual(["error liquid s"]);
    const german = part({ translations: { de: { blocks: { h: { text: "{{ first_name | nope }}" } } } } });
    const [problem, ...more] = checkEmail(mail, { brand, shared: german });
    expect(problem).toMatchObject({
      block_id: "s",
      message: expect.stringMatching(/reusable block: In “de”: Heading/),
    });
    expect(more).toEqual([]);
    expect(found(mail, { brand, shared: new Map() })).toEqual(["error shared_missing s"]);
  });

  it("tells an address that stands for one's own from real ones", () => {
    const codes = (href: string) => checkEmail(link(href), { brand }).map(({ code }) => code);
    for (const href of [
      "https://example.com",
      "https://shop.example.com/x",
      "https://shop.example",
      "https://a.example.org",
    ])
      expect(codes(href)).toEqual(["link_example"]);
    for (const href of ["https://example.coffee", "https://counterexample.com", "mailto:a@example.com"])
      expect(codes(href)).toEqual([]);
  });

  it("warns of links and images in HTML, each once, and lets them pass", () => {
    const source =
      '<a href="#">a</a><A HREF=\'javascript:x\'>b</A><a href="#">c</a><a name="x">d</a><a href="https://bit.ly/1">e</a>' +
      '<img src="https://pictures.test/a.png"><img alt="" src="https://x.pictures.coffee/a.png?x=1&amp;y=2">';
    expect(found(html(source))).toEqual([
      "warning link_missing x",
      "warning link_invalid x",
      "warning link_shortened x",
      "warning alt_missing x",
      "warning link_local x",
    ]);
  });

  it("names the line of what is wrong in HTML of many lines", () => {
    const [problem] = checkEmail(html("<p>a</p>\n<p>b</p>\n{% if plan %}<p>c</p>"), { brand });
    expect(problem?.message).toMatch(/\(line 3\)/);
  });
});

describe("compiledProblems", () => {
  it("measures a mail with its lists at their longest and its longest forms", async () => {
    const each = '{% each "event.items" 50 %}12345{% none %}none{% endeach %}';
    expect(longestHtml(each)).toHaveLength(250);
    expect(longestHtml("{% show 0 %}aa{% or 1 %}{% show 2 %}bbbb{% or %}b{% endshow %}{% or %}c{% endshow %}")).toBe(
      "bbbb",
    );
    const list = withBlocks({
      id: "l",
      type: "list",
      path: "event.items",
      limit: 50,
      title: "x".repeat(480),
      detail: "x".repeat(480),
      aside: "x".repeat(480),
      image: `https://example.com/${"y".repeat(900)}`,
    });
    const problems = compiledProblems(await compileEmail(list, brand));
    expect(problems).toMatchObject([{ code: "size", severity: "error" }]);
    const small = withBlocks({ id: "l", type: "list", path: "event.items", limit: 3, title: "{{ item.name }}" });
    expect(compiledProblems(await compileEmail(small, brand))).toEqual([]);
  });

  it("measures a mail as it goes out: its links are longer then", async () => {
    const line = (n: number) => ({
      id: `t${n}`,
      type: "list",
      path: "event.items",
      limit: 50,
      title: "{{ item.name }}",
      href: "https://northbound.coffee/beans?id={{ item.id }}",
    });
    const compiled = await compileEmail(withBlocks(line(1), line(2)), brand);
    const items = Array.from({ length: 50 }, (_, i) => ({ name: "Guji", id: i }));
    const facts = makeFacts({ trigger: { node: "start", at: 0, properties: { items } } });
    const secret = "a secret of some length";
    const id = "0198c1a2-0000-7000-8000-000000000001";
    const filled = fillEmail(compiled, templateContext(facts, 0), {
      unsubscribeUrl: "https://mail.northbound.coffee/u/x",
      trackLink: (url) => `https://mail.northbound.coffee/t/c/${signLink("click", id, secret, url)}`,
    });
    const sent = Buffer.byteLength(filled.ok ? filled.html : "") / 1024;
    const [problem] = sizeProblems(compiled.html);
    const told = Number(/has (\d+) KB/.exec(problem?.message ?? "")?.[1]);
    expect(told).toBeGreaterThan(sent * 0.98);
    expect(told).toBeLessThan(sent * 1.1);
  });

  it("misses words in the text part of a mail that is one picture", async () => {
    const bare = { ...brand, name: "N", postal_address: "" };
    const picture = withBlocks({ id: "i", type: "image", url: "https://example.com/a.png", alt: "", decorative: true });
    expect(compiledProblems(await compileEmail(picture, bare)).map(({ code }) => code)).toEqual(["text_thin"]);
    expect(compiledProblems(await compileEmail(sound, bare))).toEqual([]);
  });
});
