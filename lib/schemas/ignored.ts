import { z } from "zod";

import { Id, IdInput, Instant, page, PageInput } from "./common.ts";

const domain = /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u;
const address = /^[^\s@<>()[\],;:\\"]{1,64}@(?=(.+)$)/u;

/** ada@x.example, or x.example for everybody there: as people type it, also with an @ or a * before it. */
export const AddressOrDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .transform((value) => value.replace(/^\*?@|^\*\./, ""))
  .refine((value) => {
    const host = address.exec(value)?.[1] ?? value;
    return domain.test(host);
  }, "Neither an address like ada@x.example nor a domain like x.example.");

export const AddIgnoredInput = z.strictObject({ value: AddressOrDomain });
export type AddIgnoredInput = z.input<typeof AddIgnoredInput>;

export const Ignored = z.object({ id: Id, value: z.string(), createdAt: Instant });
export type Ignored = z.infer<typeof Ignored>;

export const ListIgnoredInput = PageInput;
export const IgnoredPage = page(Ignored);
export type IgnoredPage = z.infer<typeof IgnoredPage>;

export const RemoveIgnoredInput = IdInput;
