import type { TenantDb } from '@bilin/db/tenant'
import { z } from 'zod'
import { member } from '../../trpc.ts'
import { getRound } from './roundQueries.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const figures = {
  /** What every compound of a published round came to, dimension by dimension, as far as this seat may see it. */
  figures: member
    .input(OfRound)
    .query(async ({ ctx: { db }, input }) => listFigures(db, (await getRound(db, input.slug)).id)),

  /** The findings that stood at publication: a company its own, a community those of its compounds, the coordinator all. */
  stood: member
    .input(OfRound)
    .query(async ({ ctx: { db }, input }) => listStood(db, (await getRound(db, input.slug)).id)),
}

export function listFigures(db: TenantDb, roundId: string) {
  return db
    .selectFrom('resultDimension')
    .select(['estateId', 'dimension', 'percent'])
    .where('roundId', '=', roundId)
    .orderBy('dimension')
    .execute()
}

function listStood(db: TenantDb, roundId: string) {
  return db
    .selectFrom('resultFinding')
    .innerJoin('result', (on) =>
      on
        .onRef('result.tenantId', '=', 'resultFinding.tenantId')
        .onRef('result.roundId', '=', 'resultFinding.roundId')
        .onRef('result.estateId', '=', 'resultFinding.estateId'),
    )
    .select([
      'resultFinding.id', 'result.estateId', 'result.name as estate', 'result.companyName', 'resultFinding.indicator',
      'resultFinding.severity', 'resultFinding.place', 'resultFinding.text', 'resultFinding.reply', 'resultFinding.ruling',
    ])
    .where('resultFinding.roundId', '=', roundId)
    .orderBy('result.communityName')
    .orderBy('result.name')
    .orderBy('resultFinding.severity')
    .orderBy('resultFinding.indicator')
    .orderBy('resultFinding.text')
    .execute() // prettier-ignore
}
