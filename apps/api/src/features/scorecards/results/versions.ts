/** Which version of a published round is asked for: the newest unless another is named. */
import type { TenantDb } from '@bilin/db/tenant'
import { optional, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { z } from 'zod'
import { getRound } from '../rounds/queries.ts'

export const OfVersion = z.strictObject({ slug: z.string().max(40), version: optional(whole({ min: 1 })) })

export type Version = { roundId: string; version: number }

export async function versionOf(db: TenantDb, asked: z.infer<typeof OfVersion>): Promise<Version> {
  const round = await getRound(db, asked.slug)
  return { roundId: round.id, version: pickVersion(round, asked.version) }
}

export function pickVersion(round: { version: number }, asked: number | undefined): number {
  if (asked !== undefined && asked > round.version) refuse('not_found', 'scorecards.version_not_found')
  return asked ?? round.version
}

/** The version of whatever published round a row speaks of: its newest, but of the round that is read at another. */
export const versionRead = (at: Version | undefined) =>
  at
    ? sql<number>`case when round.id = ${at.roundId} then ${at.version}::int else round.version end`
    : sql.ref<number>('round.version')

/** What was published of a round, first to newest, each with its hash and why it came. */
export function sealsOf(db: TenantDb, roundId: string) {
  return db
    .selectFrom('seal')
    .select(['version', 'place', 'previous', 'hash', 'reason', 'publishedAt'])
    .where('roundId', '=', roundId)
    .orderBy('version')
    .execute()
}
