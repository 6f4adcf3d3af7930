/** Markup that word processors bring along and no mail keeps: thrown away before it is parsed, for it is most of the bytes. */
export function withoutBaggage(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|script|head|svg|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(?:img|meta|link|o:[a-z]+)\b[^>]*>/gi, "")
    .replace(/\s(?:style|class|lang|id|data-[\w-]+)=(?:"[^"]*"|'[^']*')/gi, (attribute) =>
      /^\sdata-(variable|fallback)=/i.test(attribute) ? attribute : "",
    );
}
