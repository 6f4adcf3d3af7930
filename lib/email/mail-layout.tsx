import type { ReactNode } from "react";
import { Body, Container, Head, Html, Img, Section } from "react-email";
import type { Block } from "./blocks/registry";
import { RenderBlock } from "./blocks/renderers";
import { isRightToLeft } from "./is-right-to-left";
import { MAIL_WIDTH, type MailStyle } from "./mail-style";
import type { RenderScope } from "./render-scope";

/** Inline styles are the light looks; this turns them dark and makes the column fit a phone. All values are ours or checked colours. */
function styleSheet({ dark, light }: MailStyle): string {
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:${light.link}}
@media only screen and (max-width:${MAIL_WIDTH}px){
.sj-card-pad{padding:28px 22px !important}
.sj-outer{padding:16px 8px 28px !important}
.sj-img{max-width:100% !important;height:auto !important}
h1.sj-h{font-size:25px !important;line-height:32px !important}
}
@media only screen and (max-width:480px){
.sj-col{display:block !important;width:100% !important;padding-left:0 !important;padding-right:0 !important}
.sj-item{width:100% !important}
}
@media (prefers-color-scheme: dark){
.sj-page{background-color:${dark.page} !important}
.sj-card{background-color:${dark.card} !important;border-color:${dark.border} !important}
.sj-text{color:${dark.text} !important}
.sj-muted{color:${dark.muted} !important}
.sj-link{color:${dark.link} !important}
.sj-hr{border-top-color:${dark.border} !important}
.sj-line{border-bottom-color:${dark.border} !important}
.sj-button{background-color:${dark.accent} !important;border-color:${dark.accent} !important;color:${dark.onAccent} !important}
.sj-button-outline{background-color:${dark.card} !important;border-color:${dark.link} !important;color:${dark.link} !important}
}`;
}

/** Fills the inbox's preview line so that it does not read on into the mail. */
const PREHEADER_FILL = "\u00a0\u200c\u200b".repeat(60);

const hidden = {
  display: "none",
  overflow: "hidden",
  lineHeight: "1px",
  opacity: 0,
  maxHeight: 0,
  maxWidth: 0,
  fontSize: "1px",
} as const;

function BrandMark({ scope }: { scope: RenderScope }) {
  const { brand, style } = scope;
  const url = brand.logo_url.trim();
  if (url) {
    return (
      <Img
        src={scope.src(url)}
        alt={scope.literal(brand.name)}
        height={36}
        style={{ height: "36px", width: "auto", maxWidth: "240px" }}
      />
    );
  }
  return (
    <span
      className="sj-text"
      data-skip-in-text="true"
      style={{ color: style.light.text, fontSize: "17px", fontWeight: 700, letterSpacing: "-0.01em" }}
    >
      {scope.literal(brand.name)}
    </span>
  );
}

const plainFooter: Block = { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" };

export type MailLayoutProps = {
  blocks: Block[];
  preheader: string;
  subject: string;
  /** BCP 47 */
  locale: string;
  scope: RenderScope;
  /** stands on the card in place of blocks */
  body?: ReactNode;
};

/** The default template: the sender's mark, the blocks on a card, the footer under it. A mail without a footer gets the plain one. */
export function MailLayout({ blocks, preheader, subject, locale, scope, body: drawn }: MailLayoutProps) {
  const { light, font, radius } = scope.style;
  const dir = isRightToLeft(locale) ? "rtl" : "ltr";
  const body = blocks.filter((block) => block.type !== "footer");
  const footers = blocks.filter((block) => block.type === "footer");
  return (
    <Html lang={locale} dir={dir}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{scope.text(subject)}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own rules and colours that passed a pattern */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(scope.style) }} />
      </Head>
      <Body
        className="sj-page"
        lang={locale}
        dir={dir}
        style={{ backgroundColor: light.page, fontFamily: font, margin: 0, padding: 0 }}
      >
        {preheader === "" ? null : (
          <div data-skip-in-text="true" style={hidden}>
            {scope.text(preheader)}
            {PREHEADER_FILL}
          </div>
        )}
        <Section className="sj-page" style={{ backgroundColor: light.page }}>
          <div className="sj-outer" style={{ padding: "32px 12px 40px" }}>
            <Container style={{ maxWidth: `${MAIL_WIDTH}px`, width: "100%", padding: "0 8px 18px" }}>
              <BrandMark scope={scope} />
            </Container>
            <Container
              className="sj-card"
              style={{
                maxWidth: `${MAIL_WIDTH}px`,
                width: "100%",
                backgroundColor: light.card,
                border: `1px solid ${light.border}`,
                borderRadius: `${radius}px`,
                borderCollapse: "separate",
              }}
            >
              <div className="sj-card-pad" style={{ padding: "38px 40px 26px" }}>
                {drawn}
                {body.map((block) => (
                  <RenderBlock key={block.id} block={block} scope={scope} />
                ))}
              </div>
            </Container>
            <Container style={{ maxWidth: `${MAIL_WIDTH}px`, width: "100%", padding: "24px 24px 0" }}>
              {(footers.length > 0 ? footers : [plainFooter]).map((block) => (
                <RenderBlock key={block.id} block={block} scope={scope} />
              ))}
            </Container>
          </div>
        </Section>
        {scope.openPixel()}
      </Body>
    </Html>
  );
}
