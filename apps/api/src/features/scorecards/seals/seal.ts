/** Seals a version of a round: writes its cards and its record, and links the record to the alliance's chain. */
import { randomBytes } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import {
  buildCard,
  noRows,
  cardPartNames,
  type CardPart,
  type SealedRow,
  type Rows,
  type SealRecord,
} from '@bilin/domain/scorecards/seals/seal'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { canonical, sha256 } from './canonical.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { getRubric } from '../rubrics/rubric.ts'

/** The rows of a publication, by table; `result` has one row per card. */
type Written = SealedRow & { estateId: string }
type WrittenRows = Readonly<Record<Exclude<CardPart, 'result'>, readonly Written[]>> & {
  result: readonly (Written & {
    companyId: string
    communityId: string
    name: string
    stars: number | null
    unrated: string | null
    vetoed: readonly string[]
  })[]
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

type Cards = ReturnType<typeof sealCards>

/** The card of each estate of a version, as canonical JSON, with its hash. */
export function sealCards(
  { tenant }: Pick<Seat, 'tenant'>,
  round: Pick<Round, 'id' | 'slug'>,
  version: number,
  written: WrittenRows,
) {
  const byEstate = groupByEstate(written)
  return written.result.map(({ estateId, companyId, communityId, name, stars, unrated, vetoed }) => {
    const of = {
      alliance: tenant,
      round: round.slug,
      version,
      estate: estateId,
      salt: randomBytes(16).toString('hex'),
    }
    const document = canonical(buildCard(of, byEstate.get(estateId)!))
    return {
      name,
      stars,
      unrated,
      vetoed,
      row: { roundId: round.id, version, estateId, companyId, communityId, hash: sha256(document), document },
    }
  })
}

export async function insertSeal(
  db: TenantDb,
  now: Date,
  seat: Seat,
  round: Round,
  { version, reason, notReviewed }: { version: number; reason: string; notReviewed: string[] },
  cards: Cards,
): Promise<{ hash: string }> {
  const rows = cards.map(({ row }) => row)
  await insertMany(db, 'sealedCard', rows)

  const last = await findLastSeal(db)
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
      .map(({ name, stars, unrated, vetoed, row }) => ({
        estate: row.estateId,
        name,
        stars,
        ...(unrated && { unrated }),
        ...(vetoed.length > 0 && { vetoed: vetoed.map((zh) => nameVeto(rubric.body, zh)) }),
        card: row.hash,
      }))
      .sort((a, b) => (a.estate < b.estate ? -1 : 1)),
    ...(notReviewed.length > 0 && { notReviewed: notReviewed.toSorted() }),
  }
  const document = canonical(record)
  const hash = sha256(document)
  const { place, previous } = record
  await db.insertInto('seal').values({ roundId: round.id, version, reason, place, previous, hash, document }).execute()
  return { hash }
}

/** In both languages: whoever verifies the record has no rubric. */
const nameVeto = ({ vetoes }: RubricBody, zh: string) => ({ zh, en: vetoes.find((veto) => veto.zh === zh)?.en ?? '' })

function findLastSeal(db: TenantDb) {
  return db.selectFrom('seal').select(['place', 'hash']).orderBy('place', 'desc').limit(1).executeTakeFirst()
}

function getTenant(db: TenantDb, id: string) {
  return db.selectFrom('neighbour').select('name').where('id', '=', id).executeTakeFirstOrThrow()
}

/** The rows of each estate, by table. */
function groupByEstate(written: WrittenRows): Map<string, Rows> {
  const byEstate = new Map<string, Record<CardPart, SealedRow[]>>()
  for (const part of cardPartNames)
    for (const row of written[part]) {
      const rows = byEstate.get(row.estateId) ?? noRows()
      rows[part].push(row)
      byEstate.set(row.estateId, rows)
    }
  return byEstate
}
