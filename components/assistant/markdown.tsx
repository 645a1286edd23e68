import Link from "next/link";
import { Fragment, type ReactNode } from "react";

import { type Block, parseMarkdown } from "./markdown-blocks.ts";
import { type Inline, parseInline } from "./markdown-inline.ts";

/** What a model wrote. Neither markup of its own, nor images, nor a way out of the app can come of it. */
export function Markdown({ text }: { text: string }) {
  return <div className="grid min-w-0 gap-2 text-reading break-words">{blocksOf(parseMarkdown(text))}</div>;
}

const blocksOf = (blocks: readonly Block[]): ReactNode =>
  blocks.map((block, index) => <Fragment key={index}>{blockOf(block)}</Fragment>);

function blockOf(block: Block): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return <p>{inlineOf(parseInline(block.text))}</p>;
    case "heading":
      // The page's own headings lead through it; these only stand out.
      return <p className="font-semibold not-first:mt-1">{inlineOf(parseInline(block.text))}</p>;
    case "code":
      return (
        <pre
          tabIndex={0}
          aria-label="Code"
          className="overflow-x-auto rounded-control border border-border bg-sunken px-3 py-2 font-mono text-small"
        >
          {block.text}
        </pre>
      );
    case "quote":
      return (
        <blockquote className="grid gap-2 border-l-2 border-border pl-3 text-text-muted">
          {blocksOf(block.blocks)}
        </blockquote>
      );
    case "rule":
      return <hr className="border-border" />;
    case "list":
      return block.start === null ? (
        <ul className="grid list-disc gap-1 pl-5">{itemsOf(block.items)}</ul>
      ) : (
        <ol start={block.start} className="grid list-decimal gap-1 pl-6">
          {itemsOf(block.items)}
        </ol>
      );
    case "table":
      return <Table head={block.head} rows={block.rows} />;
  }
}

const itemsOf = (items: readonly Block[][]): ReactNode =>
  items.map((blocks, index) => {
    const [first, ...rest] = blocks;
    return (
      <li key={index} className="pl-0.5">
        {first?.kind === "paragraph" ? (
          <div className="grid gap-1">
            <span>{inlineOf(parseInline(first.text))}</span>
            {blocksOf(rest)}
          </div>
        ) : (
          blocksOf(blocks)
        )}
      </li>
    );
  });

function Table({ head, rows }: { head: readonly string[]; rows: readonly string[][] }) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Table"
      className="overflow-x-auto rounded-control border border-border"
    >
      <table className="w-full text-base tabular-nums">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" className="px-2.5 py-1.5 text-left font-medium">
                {inlineOf(parseInline(cell))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-t border-border">
              {head.map((_, column) => (
                <td key={column} className="px-2.5 py-1.5 align-top">
                  {inlineOf(parseInline(row[column] ?? ""))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inlineOf = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, index) => <Fragment key={index}>{oneOf(part)}</Fragment>);

function oneOf(part: Inline): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code className="rounded-[4px] bg-sunken px-1 font-mono text-[0.92em]">{part.text}</code>;
    case "strong":
      return <strong className="font-semibold">{inlineOf(part.inner)}</strong>;
    case "em":
      return <em>{inlineOf(part.inner)}</em>;
    case "strike":
      return <s>{inlineOf(part.inner)}</s>;
    case "break":
      return <br />;
    case "link":
      return (
        <Link href={part.href} prefetch={false} className="text-accent underline underline-offset-2">
          {inlineOf(part.inner)}
        </Link>
      );
  }
}
