/** An alliance's publications as a file that can be verified without the database. */
import type { LedgerDb } from '@bilin/db/tenant'
import { cardIn, recordIn } from '@bilin/domain/scorecards/seals/seal'
import { z } from 'zod'
import { canonical, sha256 } from './canonical.ts'
import { chainProblems, listSeals, type Discrepancy } from './verify.ts'

const Exported = z.object({
  format: z.literal('bilin-ledger/1'),
  alliance: z.string(),
  seals: z.array(
    z.object({ place: z.number(), previous: z.string().nullable(), hash: z.string(), document: z.string() }),
  ),
  /** All cards or some of them; each can be verified on its own, against the record that lists its hash. */
  cards: z.array(z.object({ hash: z.string(), document: z.string() })),
})

export async function exportLedger(db: LedgerDb, alliance: string): Promise<string> {
  const seals = await listSeals(db)
  const cards = await listSealedCards(db)
  const links = seals.map(({ place, previous, hash, document }) => ({ place, previous, hash, document }))
  return `${canonical({ format: 'bilin-ledger/1', alliance, seals: links, cards })}\n`
}

const listSealedCards = (db: LedgerDb) =>
  db
    .selectFrom('sealedCard')
    .select(['hash', 'document'])
    .orderBy('roundId')
    .orderBy('version')
    .orderBy('estateId')
    .execute()

export function verifyExport(text: string) {
  const { alliance, seals, cards } = readExport(text)
  const listed = new Map(
    seals.flatMap(({ document }) => {
      const record = recordIn(document)
      return (record?.cards ?? []).map((card) => [card.card, { ...card, record: record! }] as const)
    }),
  )
  const problems = cards.flatMap(({ hash, document }): Discrepancy[] => {
    const line = listed.get(hash)
    const at = {
      table: 'sealed_card',
      round: line?.record.round.slug ?? '?',
      version: line?.record.version ?? 0,
      estate: line?.name ?? null,
      key: hash.slice(0, 16),
    }
    if (!line) return [{ ...at, field: '*', sealed: undefined, found: hash }]
    if (sha256(document) !== hash || cardIn(document) === null)
      return [{ ...at, field: 'document', sealed: hash, found: sha256(document) }]
    return []
  })
  return {
    alliance,
    seals: seals.length,
    cards: cards.length,
    head: seals.at(-1)?.hash ?? null,
    problems: [...chainProblems(seals), ...problems],
  }
}

function readExport(text: string) {
  try {
    return Exported.parse(JSON.parse(text))
  } catch {
    throw new Error('This file is no export of a ledger.')
  }
}
