/** Seals a version of a round: its cards, its record, and its place in the alliance's chain. */
import { randomBytes } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import {
  cardOf,
  noRows,
  cardPartNames,
  type CardPart,
  type SealedRow,
  type Rows,
  type SealRecord,
} from '@bilin/domain/scorecards/seals/seal'
import { canonical, sha256 } from './canonical.ts'
import { inBatches } from '../../../batches.ts'
import { getRubric } from '../rubrics/queries.ts'

/** What a publication wrote, by table; `result` is the list of its cards. */
type Written = SealedRow & { estateId: string }
type WrittenRows = Readonly<Record<Exclude<CardPart, 'result'>, readonly Written[]>> & {
  result: readonly (Written & { companyId: string; communityId: string; name: string; stars: number })[]
}
type Round = {
  id: string
  slug: string
  title: string
  rubricId: string
  opensOn: string
  closesOn: string
  responseUntil: string
}

export async function sealRound(
  db: TenantDb,
  now: Date,
  seat: Seat,
  round: Round,
  { version, reason }: { version: number; reason: string },
  written: WrittenRows,
): Promise<{ hash: string }> {
  const byEstate = grouped(written)
  const cards = written.result.map(({ estateId, companyId, communityId, name, stars }) => {
    const of = {
      alliance: seat.tenant,
      round: round.slug,
      version,
      estate: estateId,
      salt: randomBytes(16).toString('hex'),
    }
    const document = canonical(cardOf(of, byEstate.get(estateId)!))
    return {
      name,
      stars,
      row: { roundId: round.id, version, estateId, companyId, communityId, hash: sha256(document), document },
    }
  })
  const rows = cards.map(({ row }) => row)
  for (const some of inBatches(rows)) await db.insertInto('sealedCard').values(some).execute()

  const last = await lastSeal(db)
  const rubric = await getRubric(db, round.rubricId)
  const { name: alliance } = await getTenant(db, seat.tenantId)
  const record: SealRecord = {
    format: 'bilin-record/1',
    alliance: { slug: seat.tenant, name: alliance },
    round: {
      slug: round.slug,
      title: round.title,
      opensOn: round.opensOn,
      closesOn: round.closesOn,
      responseUntil: round.responseUntil,
    },
    rubric: { title: rubric.title, version: rubric.version, hash: sha256(canonical(rubric.body)) },
    version,
    reason,
    place: (last?.place ?? 0) + 1,
    previous: last?.hash ?? null,
    publishedAt: now.toISOString(),
    cards: cards
      .map(({ name, stars, row }) => ({ estate: row.estateId, name, stars, card: row.hash }))
      .sort((a, b) => (a.estate < b.estate ? -1 : 1)),
  }
  const document = canonical(record)
  const hash = sha256(document)
  const { place, previous } = record
  await db.insertInto('seal').values({ roundId: round.id, version, reason, place, previous, hash, document }).execute()
  return { hash }
}

function lastSeal(db: TenantDb) {
  return db.selectFrom('seal').select(['place', 'hash']).orderBy('place', 'desc').limit(1).executeTakeFirst()
}

function getTenant(db: TenantDb, id: string) {
  return db.selectFrom('tenant').select('name').where('id', '=', id).executeTakeFirstOrThrow()
}

/** What was written for each estate, by table. */
function grouped(written: WrittenRows): Map<string, Rows> {
  const byEstate = new Map<string, Record<CardPart, SealedRow[]>>()
  for (const part of cardPartNames)
    for (const row of written[part]) {
      const rows = byEstate.get(row.estateId) ?? noRows()
      rows[part].push(row)
      byEstate.set(row.estateId, rows)
    }
  return byEstate
}
