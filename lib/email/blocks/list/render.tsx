import type { CSSProperties, ReactNode } from "react";
import { Column, Img, Link, Row, Section, Text } from "react-email";
import { textStyles } from "../../mail-style";
import type { RenderScope } from "../../render-scope";
import type { BlockRenderProps } from "../render-props";
import type { ListBlock } from "./schema";

type Part = BlockRenderProps<ListBlock>;

const THUMBNAIL = 64;

const line = (scope: RenderScope, more: object = {}) => ({
  ...textStyles.body,
  lineHeight: "24px",
  color: scope.style.light.text,
  margin: 0,
  ...more,
});

const small = (scope: RenderScope) => ({ ...textStyles.small, color: scope.style.light.muted, margin: 0 });

const BARE = /^\{\{\s*([\w.-]+)\s*\}\}$/;

/** An item without an address is no link: where the address is one variable, its words stand alone instead of leading nowhere. */
function Linked({ block, scope, children }: Part & { children: ReactNode }) {
  const href = block.href.trim();
  if (href === "") return children;
  const link = (
    <Link href={scope.href(href)} className="sj-text" style={{ color: scope.style.light.text, textDecoration: "none" }}>
      {children}
    </Link>
  );
  const [, path] = BARE.exec(href) ?? [];
  if (path === undefined) return link;
  return (
    <>
      {scope.ifBlank(path)}
      {children}
      {scope.orElse()}
      {link}
      {scope.endIf()}
    </>
  );
}

/** An item without a picture has none: where the address is one variable, its place stays empty instead of broken. */
function Picture({ block, scope, width }: Part & { width: number }) {
  const [, path] = BARE.exec(block.image.trim()) ?? [];
  const picture = (
    <Img
      src={scope.src(block.image)}
      alt=""
      width={width}
      className="sj-img"
      style={{
        width: `${width}px`,
        maxWidth: "100%",
        height: "auto",
        borderRadius: `${Math.min(scope.style.radius, 8)}px`,
      }}
    />
  );
  if (path === undefined) return picture;
  return (
    <>
      {scope.unlessBlank(path)}
      {picture}
      {scope.endUnless()}
    </>
  );
}

/** The place of an item's picture, alike in all rows; there is none where no item of the list has a picture. */
function PictureColumn({ block, scope, style }: Part & { style: CSSProperties }) {
  if (block.image.trim() === "") return null;
  const column = (
    <Column className="sj-line" style={{ ...style, width: `${THUMBNAIL + 16}px` }}>
      <Picture block={block} scope={scope} width={THUMBNAIL} />
    </Column>
  );
  const [, key] = /^item\.(.+)$/.exec(BARE.exec(block.image.trim())?.[1] ?? "") ?? [];
  if (key === undefined) return column;
  return (
    <>
      {scope.some(block.path, block.limit, key)}
      {column}
      {scope.endSome()}
    </>
  );
}

function Words({ block, scope }: Part) {
  return (
    <>
      <Text className="sj-text" style={line(scope, { fontWeight: 600 })}>
        <Linked block={block} scope={scope}>
          {scope.text(block.title)}
        </Linked>
      </Text>
      {block.detail.trim() === "" ? null : (
        <Text className="sj-muted" style={small(scope)}>
          {scope.text(block.detail)}
        </Text>
      )}
    </>
  );
}

function ItemRow({ block, scope }: Part) {
  const border = `1px solid ${scope.style.light.border}`;
  const cell = { verticalAlign: "top", padding: "12px 0", borderBottom: border } as const;
  return (
    <Section>
      <Row>
        <PictureColumn block={block} scope={scope} style={cell} />
        <Column className="sj-line" style={cell}>
          <Words block={block} scope={scope} />
        </Column>
        {block.aside.trim() === "" ? null : (
          <Column
            className="sj-line"
            style={{ ...cell, textAlign: scope.align("right"), paddingLeft: 12, whiteSpace: "nowrap" }}
          >
            <Text className="sj-text" style={line(scope)}>
              {scope.text(block.aside)}
            </Text>
          </Column>
        )}
      </Row>
    </Section>
  );
}

/** Inline blocks, so that an unknown number of them flows into rows by itself. */
function ItemCard({ block, scope }: Part) {
  const width = Math.floor(scope.width / 2) - 10;
  return (
    <div
      className="sj-item"
      style={{
        display: "inline-block",
        width: `${width}px`,
        maxWidth: "100%",
        verticalAlign: "top",
        padding: "0 4px 20px",
      }}
    >
      {block.image.trim() === "" ? null : <Picture block={block} scope={scope} width={width} />}
      <Words block={block} scope={scope} />
      {block.aside.trim() === "" ? null : (
        <Text className="sj-text" style={line(scope)}>
          {scope.text(block.aside)}
        </Text>
      )}
    </div>
  );
}

function Total({ block, scope }: Part) {
  return (
    <Section>
      <Row>
        <Column style={{ padding: "12px 0" }}>
          <Text className="sj-text" style={line(scope, { fontWeight: 700 })}>
            {scope.text(block.total_label)}
          </Text>
        </Column>
        <Column style={{ padding: "12px 0", textAlign: scope.align("right") }}>
          <Text className="sj-text" style={line(scope, { fontWeight: 700 })}>
            {scope.text(block.total)}
          </Text>
        </Column>
      </Row>
    </Section>
  );
}

/** The items of a list, its total, and what is said when there are none: a loop that is run for each person when the mail is filled. */
export function RenderList({ block, scope }: Part) {
  if (block.path === "") return null;
  const Item = block.layout === "cards" ? ItemCard : ItemRow;
  return (
    <div style={{ padding: "0 0 20px" }}>
      {scope.each(block.path, block.limit)}
      <Item block={block} scope={scope} />
      {scope.otherwise()}
      {block.empty.trim() === "" ? null : (
        <Text className="sj-muted" style={line(scope, { color: scope.style.light.muted })}>
          {scope.text(block.empty)}
        </Text>
      )}
      {scope.endEach()}
      {block.total.trim() === "" && block.total_label.trim() === "" ? null : <Total block={block} scope={scope} />}
    </div>
  );
}
