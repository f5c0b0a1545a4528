/** What can be said of a row and whoever asks for it: the words that the expectations are written in. */
import type { Actor } from './actors.ts'

export type Row = Record<string, unknown>
export type Claim = (row: Row, asker: Actor) => boolean
/** `update` is any of the columns that may change at all. What is left out, nobody may. */
export type Expected = { select?: Claim; insert?: Claim; update?: Claim; delete?: Claim }

export const is = (value: unknown, wanted: string | null) => wanted !== null && value === wanted
export const all =
  (...claims: Claim[]): Claim =>
  (row, asker) =>
    claims.every((claim) => claim(row, asker))
export const any =
  (...claims: Claim[]): Claim =>
  (row, asker) =>
    claims.some((claim) => claim(row, asker))

export const here: Claim = (row, asker) => is(row.tenant_id, asker.tenant)
export const author: Claim = (row, asker) => is(row.author_tenant_id, asker.seat)
/** The tenant itself: its own people at home, the coordinator in an alliance. */
export const owner: Claim = (row, asker) => is(row.tenant_id, asker.seat)
export const asAuthor = all(here, author)
export const authorOrOwner = all(here, any(author, owner))
export const kind =
  (...kinds: string[]): Claim =>
  (_, asker) =>
    kinds.includes(asker.kind ?? '')
export const own =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.seat)
