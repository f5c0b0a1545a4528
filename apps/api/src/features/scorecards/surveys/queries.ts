import { randomUUID } from 'node:crypto'
import type { IntakeDb, PublicDb, TenantDb } from '@bilin/db/tenant'
import { computeMean, type Mean, type QuestionSums } from '@bilin/domain/scorecards/surveys/results'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { among } from '../../../rooms/bulk/among.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { listHashes } from './codes.ts'

export type Survey = Awaited<ReturnType<typeof listSurveys>>[number]

const columns = [
  'id',
  'roundId',
  'estateId',
  'roundTitle',
  'estate',
  'address',
  'indicators',
  'questions',
  'questionsEn',
  'households',
  'slips',
  'seed',
  'until',
  'ended',
] as const

/** Of some estates of a round, each with how many of its codes are used; 0 once it has ended. */
export function listSurveys(db: TenantDb, roundId: string, estateIds: readonly string[]) {
  return db
    .selectFrom('survey')
    .select(columns)
    .select((eb) =>
      eb
        .selectFrom('surveyCodeUse as use')
        .whereRef('use.surveyId', '=', 'survey.id')
        .select(sql<number>`count(*)::int`.as('count'))
        .as('used'),
    )
    .where('roundId', '=', roundId)
    .where(among('estateId', estateIds))
    .execute()
}

/** How many surveys the round has, how many are still open, and how many have ended. */
export const countSurveys = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('survey')
    .select([
      sql<number>`count(*)::int`.as('surveyed'),
      sql<number>`(count(*) filter (where not ended))::int`.as('running'),
      sql<number>`(count(*) filter (where ended))::int`.as('ended'),
    ])
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()

export async function getSurvey(db: TenantDb, roundId: string, estateId: string): Promise<Survey> {
  const [survey] = await listSurveys(db, roundId, [estateId])
  return survey ?? unknown()
}

const selectSurvey = (db: TenantDb, surveyId: string) =>
  db.selectFrom('survey').select(columns).where('id', '=', surveyId)

const unknown = () => refuse('not_found', 'scorecards.survey_not_found')

export const findSurvey = (db: TenantDb, surveyId: string) =>
  selectSurvey(db, surveyId).executeTakeFirstOrThrow(unknown)

/** Locks the survey until the transaction ends: no answer is inserted meanwhile. */
export const lockSurvey = (db: TenantDb, surveyId: string) =>
  selectSurvey(db, surveyId).forUpdate().executeTakeFirstOrThrow(unknown)

/** Those of a round that have not ended, locked until the transaction ends. */
export const lockOpenSurveys = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('survey')
    .select(['id', 'until'])
    .where('roundId', '=', roundId)
    .where('ended', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()

export const updateLastDay = (db: TenantDb, roundId: string, until: string) =>
  db.updateTable('survey').set({ until }).where('roundId', '=', roundId).where('ended', '=', false).execute()

export const findByAddress = (db: PublicDb, address: string) =>
  db.selectFrom('survey').select(columns).where('address', '=', address).executeTakeFirst()

export const getKey = (db: TenantDb, surveyId: string) =>
  db
    .selectFrom('surveyKey')
    .select('key')
    .where('surveyId', '=', surveyId)
    .executeTakeFirstOrThrow(() => refuse('conflict', 'scorecards.survey_over'))

export const listUsed = (db: TenantDb, surveyId: string) =>
  db.selectFrom('surveyCodeUse').select('hash').where('surveyId', '=', surveyId).execute()

export const listKnownCodes = (db: TenantDb, surveyId: string, hashes: readonly string[]) =>
  db
    .selectFrom('surveyCode')
    .select('hash')
    .where('surveyId', '=', surveyId)
    .where(sql<boolean>`hash = any (${hashes}::text[])`)
    .execute()

type NewSurvey = {
  id: string
  roundId: string
  estateId: string
  roundTitle: string
  estate: string
  address: string
  indicators: string[]
  questions: string[]
  questionsEn: string[]
  households: number
  slips: number
  seed: number
  until: string
}

/** Inserts surveys with their codes; each survey has a key. */
export async function insertSurveys(db: TenantDb, surveys: readonly (NewSurvey & { key: string })[]): Promise<void> {
  await insertMany(
    db,
    'survey',
    surveys.map(({ key: _key, ...survey }) => survey),
  )
  await insertMany(
    db,
    'surveyKey',
    surveys.map(({ id: surveyId, key }) => ({ surveyId, key })),
  )
  const codes = surveys.flatMap(({ id: surveyId, key, slips }) =>
    listHashes(surveyId, key, slips).map((hash) => ({ surveyId, hash })),
  )
  await insertMany(db, 'surveyCode', codes)
}

/** Deletes a survey that nobody has answered, with its codes. */
export async function deleteSurvey(db: TenantDb, surveyId: string): Promise<void> {
  await db.deleteFrom('survey').where('id', '=', surveyId).execute()
}

export type EstateResult = { estateId: string; answers: number; slips: number; means: Map<string, Mean> }

/** What the answers come to, by estate, of surveys that have ended; an estate with fewer than ten answers is not among them. */
export const listSurveyResults = async (db: TenantDb, roundId: string, estateIds: readonly string[]) =>
  sumUp(db, await selectEnded(db, roundId, estateIds).execute())

export const selectEnded = (db: TenantDb, roundId: string, estateIds: readonly string[]) =>
  db
    .selectFrom('survey')
    .select(['id', 'estateId', 'slips', 'indicators'])
    .where('roundId', '=', roundId)
    .where('ended', '=', true)
    .where(among('estateId', estateIds))

type Ended = Pick<Survey, 'id' | 'estateId' | 'slips' | 'indicators'>

/** A statement of its own: on a sharded server a function of the database asks no table of the statement that calls it. */
export async function sumUp(db: TenantDb, ended: readonly Ended[]): Promise<EstateResult[]> {
  if (ended.length === 0) return []
  const { rows } = await sql<{ surveyId: string; question: number } & QuestionSums>`
    select * from app.survey_results(${ended.map(({ id }) => id)}::uuid[])`.execute(db)
  const sums = Map.groupBy(rows, ({ surveyId }) => surveyId)
  return ended.flatMap(({ id, estateId, slips, indicators }) => {
    const questions = sums.get(id)
    if (!questions) return []
    const means = questions.map((one) => [indicators[one.question - 1]!, computeMean(one)] as const)
    return [{ estateId, answers: questions[0]!.answers, slips, means: new Map(means.sort(byIndicator)) }]
  })
}

const byIndicator = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

type Taken = { hash: string; answers: number[] }

/**
 * Inserts answers and the uses of their codes, neither in the order in which they came. The answers come first: each waits for the lock
 * that the end of the survey, or a batch typed from paper, holds on it.
 */
export async function insertAnswers(db: TenantDb | IntakeDb, surveyId: string, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  const rows = taken.map(({ answers }) => ({ id: randomUUID(), surveyId, answers })).sort(byId)
  await db.insertInto('surveyAnswer').values(rows).execute()
  const uses = taken.map(({ hash }) => ({ surveyId, hash })).sort((a, b) => (a.hash < b.hash ? -1 : 1))
  await db.insertInto('surveyCodeUse').values(uses).execute()
}

/** The ids are random, so this is a shuffle. */
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
