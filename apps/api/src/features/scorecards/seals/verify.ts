/** Verifies that the tables still hold what was published: the chain, every document, and every row made from one. */
import type { LedgerDb, PublicDb } from '@bilin/db/tenant'
import {
  cardIn,
  differences,
  findFaults,
  noRows,
  cardPartNames,
  recordIn,
  type Difference,
  type Fault,
  type Link,
  type CardPart,
  type SealedRow,
  type Rows,
} from '@bilin/domain/scorecards/seals/seal'
import { canonical, sha256 } from './canonical.ts'

/** One value that differs from what was sealed. `place` is the seal's place in the chain, where there is a seal. */
export type Discrepancy = {
  table: string
  round: string
  version: number
  estate: string | null
  key: string | null
  field: string
  sealed: unknown
  found: unknown
}
export type Verification = {
  seals: number
  cards: number
  rows: number
  /** Rounds published before there were seals. */
  unsealed: string[]
  head: string | null
  problems: Discrepancy[]
}

const listSealableRounds = (db: LedgerDb) =>
  db.selectFrom('round').select(['id', 'slug', 'version', 'sealed', 'stage']).execute()

export async function verifyLedger(db: LedgerDb): Promise<Verification> {
  const links = await listSeals(db)
  const rounds = await listSealableRounds(db)
  const problems = [...chainProblems(links), ...links.flatMap((link) => columnProblems(link, rounds))]
  const versions = new Map<string, number[]>()
  let cards = 0
  let rows = 0
  for (const link of links) {
    const record = recordIn(link.document)
    const found = await getVersion(db, link)
    versions.set(link.roundId, [...(versions.get(link.roundId) ?? []), link.version])
    cards += found.cards.length
    rows += cardPartNames.reduce((sum, part) => sum + found.rows[part].length, 0)
    const at = { round: record?.round.slug ?? getRoundSlug(rounds, link.roundId), version: link.version }
    problems.push(...cardProblems(at, record?.cards ?? [], found))
  }
  problems.push(...(await listLeftOver(db, rounds, versions)))
  const unsealed = rounds.filter(({ sealed }) => !sealed).map(({ slug }) => slug)
  return { seals: links.length, cards, rows, unsealed, head: links.at(-1)?.hash ?? null, problems }
}

type Sealed = Awaited<ReturnType<typeof listSeals>>[number]
type Round = { id: string; slug: string; version: number; sealed: boolean; stage: string }

export function listSeals(db: LedgerDb | PublicDb) {
  return db
    .selectFrom('seal')
    .select(['roundId', 'version', 'place', 'previous', 'hash', 'document', 'reason', 'publishedAt'])
    .orderBy('place')
    .execute()
}

/** Verifies the chain: every document matches its hash and names the hash before it. */
export function chainProblems(links: readonly Link[]): Discrepancy[] {
  return links.flatMap((link, at) =>
    findFaults(link, links[at - 1], sha256, canonical).map((fault) => {
      const record = recordIn(link.document)
      return {
        ...{ table: 'seal', round: record?.round.slug ?? '?', version: record?.version ?? 0 },
        ...{ estate: null, key: `#${link.place}`, ...describeFault(fault, link, links[at - 1]) },
      }
    }),
  )
}

function describeFault(fault: Fault, link: Link, before: Link | undefined) {
  if (fault === 'hash') return { field: 'hash', sealed: link.hash, found: sha256(link.document) }
  if (fault === 'previous') return { field: 'previous', sealed: before?.hash ?? null, found: link.previous }
  if (fault === 'place') return { field: 'place', sealed: (before?.place ?? 0) + 1, found: link.place }
  return { field: 'document', sealed: undefined, found: fault }
}

/** The columns beside a document must equal what the document says. */
function columnProblems(link: Sealed, rounds: readonly Round[]): Discrepancy[] {
  const record = recordIn(link.document)
  if (!record) return []
  const pairs: [string, unknown, unknown][] = [
    ['round', record.round.slug, getRoundSlug(rounds, link.roundId)],
    ['version', record.version, link.version],
    ['reason', record.reason, link.reason],
    ['published_at', record.publishedAt, link.publishedAt.toISOString()],
  ]
  return pairs
    .filter(([, sealed, found]) => sealed !== found)
    .map(([field, sealed, found]) => ({
      table: 'seal',
      round: record.round.slug,
      version: record.version,
      estate: null,
      key: `#${link.place}`,
      field,
      sealed,
      found,
    }))
}

type Version = Awaited<ReturnType<typeof getVersion>>

async function getVersion(db: LedgerDb, { roundId, version }: { roundId: string; version: number }) {
  const of = (part: CardPart) =>
    db.selectFrom(part).selectAll().where('roundId', '=', roundId).where('version', '=', version).execute()
  const cards = await db
    .selectFrom('sealedCard')
    .select(['estateId', 'hash', 'document'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .execute()
  const rows = {} as Record<CardPart, (SealedRow & { estateId: string })[]>
  for (const part of cardPartNames) rows[part] = (await of(part)) as (SealedRow & { estateId: string })[]
  return { cards, rows }
}

type At = { round: string; version: number }

function cardProblems(
  at: At,
  listed: { estate: string; name: string; stars: number | null; card: string }[],
  found: Version,
) {
  const cards = new Map(found.cards.map((card) => [card.estateId, card]))
  const names = new Map(listed.map(({ estate, name }) => [estate, name]))
  const ids = new Set([
    ...names.keys(),
    ...cards.keys(),
    ...cardPartNames.flatMap((part) => found.rows[part].map(({ estateId }) => estateId)),
  ])
  const rowsByEstate = grouped(found.rows)
  return [...ids].flatMap((estateId): Discrepancy[] => {
    const line = listed.find((one) => one.estate === estateId)
    const stored = cards.get(estateId)
    const estate = names.get(estateId) ?? estateId
    const card = stored ? cardIn(stored.document) : null
    const problem = (table: string, field: string, sealed: unknown, was: unknown): Discrepancy => ({
      table,
      ...at,
      estate,
      key: null,
      field,
      sealed,
      found: was,
    })
    const rows = rowsByEstate.get(estateId) ?? none
    if (!line) return [problem(tableIn(rows), '*', undefined, 'row')]
    if (!stored) return [problem('sealed_card', '*', line.card, undefined)]
    if (sha256(stored.document) !== line.card)
      return [problem('sealed_card', 'document', line.card, sha256(stored.document))]
    const beside = stored.hash === line.card ? [] : [problem('sealed_card', 'hash', line.card, stored.hash)]
    const copy = rows.result[0]?.['cardHash']
    if (copy !== undefined && copy !== line.card) beside.push(problem('result', 'card_hash', line.card, copy))
    if (!card) return [...beside, problem('sealed_card', 'document', 'card', 'unreadable')]
    return [...beside, ...differences(card, rows, canonical).map((one) => asProblem(at, estate, one))]
  })
}

const none: Rows = noRows()
const tableIn = (rows: Rows) => toTableName(cardPartNames.find((part) => rows[part].length > 0) ?? 'result')

function grouped(rows: Record<CardPart, (SealedRow & { estateId: string })[]>): Map<string, Rows> {
  const byEstate = new Map<string, Record<CardPart, SealedRow[]>>()
  for (const part of cardPartNames)
    for (const row of rows[part]) {
      const here = byEstate.get(row.estateId) ?? noRows()
      here[part].push(row)
      byEstate.set(row.estateId, here)
    }
  return byEstate
}

function asProblem(at: At, estate: string, { part, key, field, sealed, found }: Difference): Discrepancy {
  return { table: toTableName(part), ...at, estate, key, field: snake(field), sealed, found }
}

/** Published rows without a seal, and rounds whose newest version is not the newest sealed one. */
async function listLeftOver(
  db: LedgerDb,
  rounds: readonly Round[],
  versions: Map<string, number[]>,
): Promise<Discrepancy[]> {
  const problems: Discrepancy[] = []
  for (const { id, slug, version, sealed } of rounds) {
    const known = versions.get(id) ?? []
    const newest = Math.max(0, ...known)
    if (sealed && newest !== version)
      problems.push({
        table: 'round',
        round: slug,
        version: newest,
        estate: null,
        key: null,
        field: 'version',
        sealed: newest,
        found: version,
      })
    for (const part of [...cardPartNames, 'sealedCard'] as const) {
      const rows = await db.selectFrom(part).select('version').distinct().where('roundId', '=', id).execute()
      for (const { version: written } of rows)
        if (!known.includes(written) && (sealed || written > 1))
          problems.push({
            table: toTableName(part),
            round: slug,
            version: written,
            estate: null,
            key: null,
            field: '*',
            sealed: undefined,
            found: 'row',
          })
    }
  }
  return problems
}

const getRoundSlug = (rounds: readonly Round[], id: string) => rounds.find((round) => round.id === id)?.slug ?? '?'
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const toTableName = (part: CardPart | 'sealedCard') => snake(part)
