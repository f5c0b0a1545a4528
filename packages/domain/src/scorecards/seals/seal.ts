/**
 * Seals: a publication as two kinds of document, and how to verify that nothing was changed since.
 *
 * Shapes   a record is the public part of one published version of a round: its names and days, the rubric, and of
 *          each estate the name, the stars and the hash of its card. A card is the whole result of one estate:
 *          each part holds the fields of one table of results, by the names in `parts`, so that what is sealed and what is
 *          in the tables are compared field by field and a new field is sealed by naming it there. Neither names the visitors.
 *          Rows that are not disclosed to the company (an estate with few visits) are on no card, and so not sealed.
 *          Records are a chain: each names the hash of the one before it in its alliance, the first none.
 * Units    a hash is SHA-256 as 64 hexadecimal digits, of the canonical JSON (RFC 8785) in UTF-8; `salt` is 128 random bits.
 * Source   RFC 8785; the list of card hashes in a record is a Merkle tree of one level.
 */
export const SHORT = 16
/** The first digits, in groups that can be read out. */
export const shortHash = (hash: string): string => hash.slice(0, SHORT).replace(/(.{4})(?=.)/gu, '$1 ')

export type Hash = (text: string) => string
export type Canonical = (value: unknown) => string

/** The tables a card is made of, with the fields that are sealed; `key` names the row of a part that holds several. */
export const cardParts = {
  result: {
    fields: [
      'name',
      'kind',
      'households',
      'communityId',
      'communityName',
      'companyId',
      'companyName',
      'visits',
      'stars',
      'unrated',
      'vetoed',
    ],
  },
  resultTotal: {
    fields: ['rawMean', 'uncappedMean', 'covered', 'adjusted', 'low', 'high', 'linkedGroup', 'rule', 'place', 'tied'],
  },
  resultDimension: { key: 'dimension', fields: ['weight', 'percent', 'capped', 'adjusted', 'low', 'high'] },
  resultIndicator: {
    key: 'indicator',
    fields: ['weight', 'percent', 'capped', 'marks', 'excluded', 'adjusted', 'low', 'high'],
  },
  resultFinding: {
    key: 'id',
    fields: ['indicator', 'severity', 'place', 'text', 'veto', 'liftedVeto', 'response', 'decision'],
  },
  resultMark: { key: 'id', fields: ['indicator', 'first', 'final', 'response', 'decision'] },
  resultValue: {
    key: 'indicator',
    fields: [
      'origin',
      'mark',
      'counted',
      'numerator',
      'denominator',
      'low',
      'high',
      'periodFrom',
      'periodUntil',
      'source',
      'asOf',
      'reason',
      'rubricVersion',
    ],
  },
} as const satisfies Record<string, { key?: string; fields: readonly string[] }>

export type CardPart = keyof typeof cardParts
export const cardPartNames = Object.keys(cardParts) as CardPart[]

/** No rows yet, in any table. */
export const noRows = (): Record<CardPart, SealedRow[]> => ({
  result: [],
  resultTotal: [],
  resultDimension: [],
  resultIndicator: [],
  resultFinding: [],
  resultMark: [],
  resultValue: [],
})
export type SealedRow = Readonly<Record<string, unknown>>
/** The rows of one estate in one version, by table. */
export type Rows = Readonly<Record<CardPart, readonly SealedRow[]>>

export type Card = {
  format: 'bilin-card/1'
  alliance: string
  round: string
  version: number
  estate: string
  salt: string
} & Record<CardPart, unknown>

/**
 * `stars` is null where there were too few visits or too little was assessed; `unrated` says which, except in older records. `vetoed`:
 * the vetoes that leave it one star, absent where none stands, and in older records.
 */
export type Listed = {
  estate: string
  name: string
  stars: number | null
  unrated?: string
  vetoed?: { zh: string; en: string }[]
  card: string
}
export type SealRecord = {
  format: 'bilin-record/1'
  alliance: { slug: string; name: string }
  round: { slug: string; title: string; opensOn: string; closesOn: string; responseUntil: string }
  rubric: { title: string; version: number; hash: string }
  version: number
  reason: string
  place: number
  previous: string | null
  publishedAt: string
  cards: Listed[]
  /** The names of estates that nobody visited; absent where there are none, and in older records. */
  notReviewed?: string[]
}

type Of = Pick<Card, 'alliance' | 'round' | 'version' | 'estate' | 'salt'>

export function buildCard(of: Of, rows: Rows): Card {
  const sealed = cardPartNames.map((part) => [part, buildPart(part, rows[part])] as const)
  return { format: 'bilin-card/1', ...of, ...(Object.fromEntries(sealed) as Record<CardPart, unknown>) }
}

/**
 * A part of a card: one row as an object, several rows as an object by their key (canonical JSON sorts the keys). Company and
 * community read the whole card, so rows that are not disclosed to them are left out.
 */
function buildPart(part: CardPart, all: readonly SealedRow[]): unknown {
  const rows = all.filter(({ disclosed }) => disclosed !== false)
  const { fields, ...named } = cardParts[part]
  const pick = (row: SealedRow) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
  if (!('key' in named)) return rows[0] ? pick(rows[0]) : null
  return Object.fromEntries(rows.map((row) => [String(row[named.key]), pick(row)]))
}

export type Link = { place: number; previous: string | null; hash: string; document: string }

/** The inconsistencies of a seal, in itself and with the one before it; empty if it is as it was sealed. */
export type Fault = 'hash' | 'not_canonical' | 'unreadable' | 'place' | 'previous'

export function findFaults(link: Link, before: Link | undefined, sha256: Hash, canonical: Canonical): Fault[] {
  const faults: Fault[] = []
  if (sha256(link.document) !== link.hash) faults.push('hash')
  const record = recordIn(link.document)
  if (!record) return [...faults, 'unreadable']
  if (canonical(record) !== link.document) faults.push('not_canonical')
  const place = (before?.place ?? 0) + 1
  if (link.place !== place || record.place !== place) faults.push('place')
  const previous = before?.hash ?? null
  if (link.previous !== previous || record.previous !== previous) faults.push('previous')
  return faults
}

export function recordIn(document: string): SealRecord | null {
  const read = parsed(document) as SealRecord | null
  return read?.format === 'bilin-record/1' && Array.isArray(read.cards) ? read : null
}

export function cardIn(document: string): Card | null {
  const read = parsed(document) as Card | null
  return read?.format === 'bilin-card/1' ? read : null
}

/** A field of a published row that differs from the sealed one; undefined means that the row or field is missing. */
export type Difference = { part: CardPart; key: string | null; field: string; sealed: unknown; found: unknown }

export function differences(card: Card, rows: Rows, canonical: Canonical): Difference[] {
  return cardPartNames.flatMap((part): Difference[] => {
    const found = buildPart(part, rows[part])
    const keyed = 'key' in cardParts[part]
    const extra = !keyed && rows[part].length > 1
    const lines = keyed
      ? // A card that was sealed before a part came to be has none of it.
        matchLines((card[part] ?? {}) as Record<string, SealedRow>, found as Record<string, SealedRow>)
      : [{ key: null, sealed: card[part] as SealedRow | null, found: found as SealedRow | null }]
    return [
      ...lines.flatMap((line) => fieldsThatDiffer(part, line, canonical)),
      ...(extra ? [{ part, key: null, field: '*', sealed: undefined, found: rows[part].length }] : []),
    ]
  })
}

type Line = { key: string | null; sealed: SealedRow | null | undefined; found: SealedRow | null | undefined }

function matchLines(sealed: Record<string, SealedRow>, found: Record<string, SealedRow>): Line[] {
  const keys = [...new Set([...Object.keys(sealed), ...Object.keys(found)])].sort()
  return keys.map((key) => ({ key, sealed: sealed[key], found: found[key] }))
}

function fieldsThatDiffer(part: CardPart, { key, sealed, found }: Line, canonical: Canonical): Difference[] {
  if (!sealed && !found) return []
  if (!sealed || !found) return [{ part, key, field: '*', sealed: sealed ?? undefined, found: found ?? undefined }]
  const fields = [...new Set([...Object.keys(sealed), ...Object.keys(found)])]
  return fields
    .filter((field) => canonical(sealed[field] ?? null) !== canonical(found[field] ?? null))
    .map((field) => ({ part, key, field, sealed: sealed[field], found: found[field] }))
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document)
  } catch {
    return null
  }
}
