/**
 * Calls every procedure twice: with another tenant's ids, and with ids that do not exist. The two answers must be
 * indistinguishable, and must contain nothing of the other tenant.
 */
import { toErrorBody } from '@bilin/api/errors'
import { openZip } from '@bilin/sheets/xlsx/zip'
import type { z } from 'zod'
import { inputFor, referencesIn, type Point, type Reference } from './inputs.ts'
import type { Pool, Victim } from './victims.ts'

export const NOBODYS = 'meiyou-zheige'

type Procedure = { _def: { type: 'query' | 'mutation'; inputs: z.core.$ZodType[] } }
export type AnyProcedures = { _def: { procedures: object } }
export type Answer = { status: number; body: string }
export type Call = (path: string, input: unknown) => Promise<Answer>
export type Asker = { name: string; own: Pool; call: Call }
export type Leak = { path: string; asker: string; says: string }
export type Swept = { asked: number; leaks: Leak[]; notSwept: string[] }

export const proceduresOf = (router: AnyProcedures) =>
  Object.entries(router._def.procedures as Record<string, Procedure>).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    schema: _def.inputs[0],
  }))

export async function sweep(router: AnyProcedures, askers: Asker[], victim: Victim): Promise<Swept> {
  const swept: Swept = { asked: 0, leaks: [], notSwept: [] }
  for (const { path, schema } of proceduresOf(router)) {
    const references = schema ? referencesIn(schema) : []
    for (const asker of askers)
      for (const foreign of casesOf(references)) {
        for (const { turn, round } of turnsIn(references, foreign, asker.own, victim)) {
          const [theirs, nobodys] = [true, false].map((real) => {
            const point = pointing({ path, foreign, turn, round, victim, own: asker.own, real })
            return schema ? inputFor(schema, point, turn) : { input: undefined }
          })
          if (!theirs || !nobodys) {
            swept.notSwept.push(path)
            continue
          }
          swept.asked += 1
          const one = await asker.call(path, theirs.input)
          const other = references.length > 0 ? await asker.call(path, nobodys.input) : one
          const says = compare(one, other, victim)
          if (says)
            swept.leaks.push({
              path,
              asker: asker.name,
              says: `${foreign.map(({ field }) => field).join(', ')}: ${says}`,
            })
        }
      }
  }
  swept.notSwept = [...new Set(swept.notSwept)]
  return swept
}

/** The owner, with the same ids: an answer that shows their words proves that the ids were worth trying. */
export async function reachedBy(router: AnyProcedures, owners: Asker[], victim: Victim): Promise<Set<string>> {
  const reached = new Set<string>()
  for (const { path, schema, type } of proceduresOf(router)) {
    const references = schema ? referencesIn(schema) : []
    if (type !== 'query' || !schema || references.length === 0) continue
    for (const owner of owners)
      for (let turn = 0; turn < turnsOf(references, victim); turn += 1) {
        const given = inputFor(
          schema,
          pointing({ path, foreign: references, turn, round: 0, victim, own: owner.own, real: true }),
          turn,
        )
        const answer = given && (await owner.call(path, given.input))
        if (answer?.status === 200 && answer.body.includes(victim.canary)) reached.add(path)
      }
  }
  return reached
}

/** All foreign at once, and each by itself among one's own. */
const casesOf = (references: Reference[]): Reference[][] =>
  references.length > 1 ? [references, ...references.map((reference) => [reference])] : [references]

/** A field may mean a row of several tables; each is tried. */
const turnsOf = (foreign: Reference[], { ids }: Victim) =>
  Math.max(1, ...foreign.filter(({ as }) => as === 'uuid').map(({ field }) => tablesFor(field, ids).length))

/** Beside a foreign row one's own round is tried in each stage: what is refused in one may be let through in another. */
function turnsIn(references: Reference[], foreign: Reference[], own: Pool, victim: Victim) {
  const ofRound = references.some((one) => isRound(one) && !foreign.includes(one))
  const rounds = ofRound && own.rounds.length > 0 ? own.rounds.map((_, at) => at) : [0]
  const turns = Array.from({ length: turnsOf(foreign, victim) }, (_, turn) => turn)
  return turns.flatMap((turn) => rounds.map((round) => ({ turn, round })))
}

const isRound = ({ field }: Reference) => field === 'roundId' || field === 'slug'

type Pointing = {
  path: string
  foreign: Reference[]
  turn: number
  round: number
  victim: Victim
  own: Pool
  real: boolean
}

function pointing({ path, foreign, turn, round, victim, own, real }: Pointing): Point {
  return ({ field, as }) => {
    const isForeign = foreign.some((reference) => reference.field === field)
    if (isForeign && !real) return as === 'uuid' ? crypto.randomUUID() : NOBODYS
    const pool = isForeign ? victim : own
    const stage = isForeign || !path.startsWith('scorecards.') ? undefined : own.rounds[round]
    if (stage && isRound({ field, as })) return as === 'slug' ? stage.slug : stage.id
    if (as === 'slug') return slugFor(path, field, pool)
    const tables = tablesFor(field, pool.ids)
    return pool.ids.get(tables[turn % tables.length]!)?.[0] ?? crypto.randomUUID()
  }
}

/** A field called slug is of what its feature shows. */
function slugFor(path: string, field: string, { slugs }: Pool): string {
  const shown = path.startsWith('projects.') ? 'project' : path.startsWith('scorecards.') ? 'round' : 'tenant'
  return slugs.get(field === 'slug' ? shown : field) ?? slugs.get('tenant') ?? NOBODYS
}

const known: Record<string, string[]> = {
  ids: ['estate', 'listed_estate'],
  seen: ['estate'],
  subject: ['finding', 'mark', 'visit_finding', 'improvement'],
  id: ['practice', 'estate'],
  after: ['event', 'shared_practice', 'estate'],
  aims: ['project_aim'],
  company: ['tenant'],
  community: ['tenant'],
  alliance: ['tenant'],
  member: ['tenant'],
}

/** `estateIds` may be of estate, listed_estate or round_estate; a field that fits no table is tried with the commonest. */
function tablesFor(field: string, ids: Map<string, string[]>): string[] {
  const stem = field.replace(/Ids?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const named =
    known[stem] ??
    [...ids.keys()].filter((table) => table === stem || table.endsWith(`_${stem}`) || table.startsWith(`${stem}_`))
  const there = named.filter((table) => (ids.get(table)?.length ?? 0) > 0)
  return there.length > 0 ? there : ['estate', 'tenant']
}

export async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    return { status: 200, body: await textOf(await call) }
  } catch (thrown) {
    const { status, code, sentence, fields } = toErrorBody(thrown)
    return {
      status,
      body: JSON.stringify({
        code,
        sentence,
        fields,
        ...(status === 500 && { bug: String((thrown as Error).cause ?? thrown) }),
      }),
    }
  }
}

export function compare(one: Answer, other: Answer, { canary, slugs }: Victim): string | null {
  if (one.body.includes(canary) || other.body.includes(canary))
    return `the answer says ${around(one.body + other.body, canary)}`
  if (one.status === 500) return `breaks: ${one.body.slice(0, 300)}`
  if (one.status !== other.status)
    return `${one.status} for theirs, ${other.status} for nobody's: ${one.body.slice(0, 160)} / ${other.body.slice(0, 160)}`
  const alike = (body: string) =>
    [...slugs.values(), NOBODYS]
      .sort((a, b) => b.length - a.length)
      .reduce((text, slug) => text.replaceAll(slug, '<address>'), settled(body))
  if (alike(one.body) !== alike(other.body)) return `differs: ${one.body.slice(0, 160)} / ${other.body.slice(0, 160)}`
  return null
}

const around = (body: string, canary: string) =>
  body.slice(Math.max(0, body.indexOf(canary) - 80), body.indexOf(canary) + 30)

/** Ids and moments are anybody's. */
const settled = (body: string) =>
  body
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')

/** A workbook, wherever it stands in the answer, is read as the text in all its parts. */
export async function textOf(result: unknown): Promise<string> {
  const workbooks: Uint8Array[] = []
  const rest = JSON.stringify(result, function (this: Record<string, unknown>, name, value: unknown) {
    // A Buffer has become JSON before it gets here.
    const given = name === '' ? result : this[name]
    const bytes = typeof given === 'string' && given.startsWith(ZIPPED) ? Buffer.from(given, 'base64') : given
    if (!(bytes instanceof Uint8Array)) return value
    workbooks.push(bytes)
    return `workbook ${workbooks.length}`
  })
  return [rest, ...(await Promise.all(workbooks.map(wordsIn)))].join('\n')
}

/** How a zip begins, in base64. */
const ZIPPED = 'UEsDB'

async function wordsIn(workbook: Uint8Array): Promise<string> {
  const zip = openZip(workbook, 50_000_000)
  const parts: string[] = []
  for (const name of zip.names.filter((part) => part.endsWith('.xml')))
    for await (const chunk of zip.read(name)) parts.push(Buffer.from(chunk).toString())
  return parts.join('').replace(/<dcterms:\w+ [^>]*>[^<]*/g, '')
}
