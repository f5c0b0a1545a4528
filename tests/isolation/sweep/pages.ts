/**
 * Every address of the routes: pages, their data, form actions and files, requested with another tenant's ids and with ids that
 * do not exist.
 */
import { compare, NOBODYS, textOf, type Answer } from './procedures.ts'
import { routesIn, type Route } from './routes.ts'
import type { Pool, Victim } from './victims.ts'

/** `deep` readers also send the forms and ask for the data beside the page. */
export type Reader = { name: string; cookie: string; own: Pool; at: string; deep?: boolean }
export type PagesSwept = { asked: number; leaks: string[]; notSwept: string[] }

/** Not asked here, each with its reason. */
const elsewhere: Record<string, string> = {
  '/api/[...path]': 'procedures.test.ts asks every procedure over HTTP',
  '/sign-out': 'would end the visit',
  '/first-run': 'closed as soon as there is anybody',
}

export async function sweepPages(
  address: string,
  readers: Reader[],
  victim: Victim,
  only = routesIn(),
): Promise<PagesSwept> {
  const swept: PagesSwept = { asked: 0, leaks: [], notSwept: [] }
  for (const route of only.filter((one) => !(one.route in elsewhere)))
    for (const reader of readers)
      for (const foreign of casesOf(route.route)) {
        const [theirs, nobodys] = [true, false].map((real) => requestsTo(route, foreign, { reader, victim, real }))
        if (!theirs || !nobodys) {
          swept.notSwept.push(route.route)
          continue
        }
        for (const [i, request] of theirs.entries()) {
          swept.asked += 1
          const [one, other] = await Promise.all([ask(address, reader, request), ask(address, reader, nobodys[i]!)])
          const says = compare(one, other, victim)
          if (says)
            swept.leaks.push(
              `${reader.name} at ${request.url} ${request.form ? '(form)' : ''} for ${foreign.join()}: ${says}`,
            )
        }
      }
  swept.notSwept = [...new Set(swept.notSwept)]
  return swept
}

/** The owners at the same addresses: a page that shows their words proves that the address was worth trying. */
export async function pagesReachedBy(address: string, owners: Reader[], victim: Victim): Promise<Set<string>> {
  const reached = new Set<string>()
  for (const route of routesIn().filter(({ route }) => paramsOf(route).length > 1))
    for (const reader of owners)
      for (const request of requestsTo(route, [], { reader, victim, real: true }) ?? []) {
        const { status, body } = await ask(address, reader, request)
        if (status === 200 && body.includes(victim.canary)) reached.add(route.route)
      }
  return reached
}

type PageRequest = { url: string; form?: URLSearchParams }
type As = { reader: Reader; victim: Victim; real: boolean }

const paramsOf = (route: string) => [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!)

/** The tenant's address alone, everything below it, each below it alone; where nothing is named, what may be asked with `?`. */
function casesOf(route: string): string[][] {
  const params = paramsOf(route)
  const below = params.filter((name) => name !== 'tenant')
  return [
    ...(params.includes('tenant') ? [params] : []),
    ...(below.length > 0 ? [below] : []),
    ...(below.length > 1 ? below.map((name) => [name]) : []),
    ['?'],
  ]
}

function requestsTo({ route, page, file, actions, fields }: Route, foreign: string[], as: As): PageRequest[] | null {
  const named = paramsOf(route).map((name) => [name, valueOf(name, route, foreign.includes(name), as)] as const)
  if (named.some(([, value]) => value === null)) return null
  const at = named.reduce((url, [name, value]) => url.replace(`[${name}]`, encodeURIComponent(value!)), route)
  if (foreign[0] === '?') {
    const asked = new URLSearchParams(asking.map((name) => [name, referenceOf(name, as)]))
    return [{ url: `${at}?${asked}` }]
  }
  const { deep = false } = as.reader
  // A form for the caller's own rows would succeed, and the second request would find it done.
  const sends = deep && named.every(([name]) => name === 'tenant' || foreign.includes(name)) && named.length > 0
  const form = new URLSearchParams(fields.map((name) => [name, typedIn(name, as)]))
  return [
    ...(page || file ? [{ url: at }] : []),
    ...(page && deep ? [{ url: `${at === '/' ? '' : at}/__data.json` }] : []),
    ...(sends && foreign.length > 0 ? actions.flatMap((action) => formsOf(at, action, form)) : []),
  ]
}

function formsOf(at: string, action: string, form: URLSearchParams): PageRequest[] {
  const url = action === 'default' ? at : `${at}?/${action}`
  return [
    { url, form },
    { url, form: new URLSearchParams() },
  ]
}

const tables: Record<string, string> = {
  contract: 'service_contract',
  draft: 'estate_import',
  estate: 'estate',
  id: 'file',
  job: 'rota_computation',
  practice: 'practice',
  rubric: 'rubric',
  tenantId: 'tenant',
  visit: 'visit',
}
const slugs: Record<string, string> = {
  tenant: 'tenant',
  alliance: 'tenant',
  project: 'project',
  round: 'round',
}

/** Null for a parameter nobody has said the meaning of. */
function valueOf(name: string, route: string, isForeign: boolean, { reader, victim, real }: As): string | null {
  if (name === 'token') return NOBODYS
  // A seal's code and a survey's address are printed for everybody to see.
  if (name === 'hash') return '0'.repeat(64)
  if (name === 'address') return '222222'
  const pool = isForeign ? victim : reader.own
  if (name in slugs) {
    if (isForeign && !real) return NOBODYS
    return name === 'tenant' && !isForeign ? reader.at : (pool.slugs.get(slugs[name]!) ?? NOBODYS)
  }
  if (!(name in tables)) return null
  if (isForeign && !real) return crypto.randomUUID()
  const table = name === 'estate' && route.includes('/scorecards/') ? 'listed_estate' : tables[name]!
  return pool.ids.get(table)?.[0] ?? crypto.randomUUID()
}

/** The parameters of an address, filled with what the reader may see. */
export const paramsFor = (names: readonly string[], { at, own }: Pick<Reader, 'at' | 'own'>): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => {
      const address = name === 'tenant' ? at : own.slugs.get(slugs[name] ?? '')
      return [name, address ?? own.ids.get(tables[name] ?? '')?.[0] ?? NOBODYS]
    }),
  )

/** What pages are asked with behind the question mark. */
const asking = [
  'alliance',
  'estate',
  'ids',
  'adoption',
  'rubric',
  'after',
  'of',
  'practice',
  'round',
  'community',
  'to',
  'in',
  'removed',
]

function referenceOf(name: string, { victim, real }: As): string {
  if (['round', 'community', 'to', 'in', 'alliance', 'member'].includes(name))
    return real ? (victim.slugs.get(name === 'round' ? 'round' : 'tenant') ?? NOBODYS) : NOBODYS
  const stem = name.replace(/\[\]$|Ids?$|s$/g, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const known: Record<string, string> = { after: 'event', of: 'practice', removed: 'estate', id: 'estate' }
  const table =
    known[stem] ?? [...victim.ids.keys()].find((key) => key === stem || key.endsWith(`_${stem}`)) ?? 'estate'
  return real ? (victim.ids.get(table)?.[0] ?? crypto.randomUUID()) : crypto.randomUUID()
}

function typedIn(name: string, as: As): string {
  if (/(Ids?|ids|^id)(\[\])?$/.test(name) || /^(alliance|member|community|to)$/.test(name)) return referenceOf(name, as)
  if (/(On|Day|Until|since|until)$/.test(name)) return '2026-06-15'
  return /name|title|words|text|reason|purpose|outcome|why|aim|problem/i.test(name) ? '样例' : '1'
}

async function ask(address: string, { cookie }: Reader, { url, form }: PageRequest): Promise<Answer> {
  const response = await fetch(address + url, {
    redirect: 'manual',
    headers: { cookie, origin: address, accept: 'text/html' },
    ...(form && { method: 'POST', body: form }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b
  const body = isWorkbook ? await textOf(bytes) : new TextDecoder().decode(bytes)
  const named = ['location', 'content-disposition', 'content-type'].map((name) => response.headers.get(name) ?? '')
  return { status: response.status, body: settled([body, ...named].join('\n')) }
}

/** What is different in every answer: the nonce, and the number of the request. */
const settled = (body: string) =>
  decodeURIComponentSafely(body)
    .replace(/nonce="[^"]*"/g, '')
    .replace(/requestId(\W{1,4})[0-9a-f]{8}/g, 'requestId$1<number>')

function decodeURIComponentSafely(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (coded) => {
    try {
      return decodeURIComponent(coded)
    } catch {
      return coded
    }
  })
}
