/**
 * What a feature registers: one kind of errand, which seats can have it, and the query that lists a seat's errands.
 *
 *   export const projectErrands = [errandSource({ kind: 'projects.task', concerns: …, list: … }), …]
 *
 * apps/api/src/errands.ts puts the lists of all features together; the home page and every reminder read that one. The words
 * of the kind `projects.task` are the message `projects.errand.task`: a kind without words does not compile.
 */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import type { MessageKey, Sentence } from '@bilin/i18n/say'

type KindOf<Key> = Key extends `${infer Feature}.errand.${infer What}` ? `${Feature}.${What}` : never
export type ErrandKind = KindOf<MessageKey>

/** The current tenant, the seat whose errands are listed, and today. */
export type ErrandAsker = { db: TenantDb; seat: Seat; today: Day }

export type WaitingErrand = {
  id: string
  title: string | Sentence
  about?: string | Sentence | null
  path: string
  due?: Day | null
  /** The last day on which it is not late, if not `due`; null if it is never late. */
  until?: Day | null
  count?: number
}

export type ErrandSource<Kind extends ErrandKind = ErrandKind> = {
  kind: Kind
  /** False for seats that can never have this errand, to save the query. */
  concerns: (seat: Seat) => boolean
  list: (asker: ErrandAsker) => Promise<readonly WaitingErrand[]>
  first?: boolean
}

export const errandSource = <const Kind extends ErrandKind>(source: ErrandSource<Kind>): ErrandSource<Kind> => source
