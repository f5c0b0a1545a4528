/** Versions of a published round: the newest, unless another is asked for. */
import type { TenantDb } from '@bilin/db/tenant'
import { optional, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { z } from 'zod'
import { getRound } from '../rounds/queries.ts'

export const OfVersion = z.strictObject({ slug: z.string().max(40), version: optional(whole({ min: 1 })) })

export type Version = { roundId: string; version: number }

export async function getPublishedVersion(db: TenantDb, asked: z.infer<typeof OfVersion>): Promise<Version> {
  const round = await getRound(db, asked.slug)
  return { roundId: round.id, version: pickVersion(round, asked.version) }
}

export function pickVersion(round: { version: number }, asked: number | undefined): number {
  if (asked !== undefined && asked > round.version) refuse('not_found', 'scorecards.version_not_found')
  return asked ?? round.version
}

/** The version to read of a row's round: its newest, except of the round that `at` names. */
export const selectVersion = (at: Version | undefined) =>
  at
    ? sql<number>`case when round.id = ${at.roundId} then ${at.version}::int else round.version end`
    : sql.ref<number>('round.version')

/** The published versions of a round, oldest first, each with its hash and reason. */
export const selectPublishedVersions = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('seal')
    .select(['version', 'place', 'previous', 'hash', 'reason', 'publishedAt'])
    .where('roundId', '=', roundId)
    .orderBy('version')
