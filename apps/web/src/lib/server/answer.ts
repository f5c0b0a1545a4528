/** Form actions: reads what was typed, does the work, and turns a "no" into sentences beside what was typed. */
import { fail, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Refused } from '@bilin/api/bilin'
import { refuse } from '@bilin/domain/refusal'
import { MOST_MEGABYTES } from '../../server/limits.ts'
import type { Values } from '../form/changed.ts'

export type Typed = Record<string, unknown>
export type FormAnswer = { refused?: Refused; values?: Record<string, string>; done?: string }

/** Characters; longer than anybody writes, so that nothing typed is lost, and short enough to be sent back. */
const RETURNED_AT_MOST = 4_000_000

export async function answer<T>(event: RequestEvent, work: (typed: Typed, form: FormData) => Promise<T>) {
  let form = new FormData()
  try {
    form = await readForm(event.request)
    return await work(typedOf(form), form)
  } catch (error) {
    if (isRedirect(error) || isHttpError(error)) throw error
    const refused = event.locals.refused(error)
    if (refused.status === 401) redirect(303, signInFrom(event.url))
    if (refused.retryAfter) event.setHeaders({ 'retry-after': String(refused.retryAfter) })
    return fail(refused.status, { refused, values: valuesOf(form) })
  }
}

/** The outer server stops reading what is too much; then nothing of it can be kept but what the page still shows. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch (error) {
    if (isTooMuch(error)) refuse('invalid', 'app.too_much', { params: { megabytes: MOST_MEGABYTES } })
    throw error
  }
}

const isTooMuch = (error: unknown): boolean =>
  error instanceof Error && ((error as { status?: number }).status === 413 || isTooMuch(error.cause))

export const signInFrom = (url: URL) => `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`

/** `a.b` nests, `a[]` collects: {"weights.A1": "3", "days[]": …} becomes {weights: {A1: "3"}, days: […]}. Files are left out. */
export function typedOf(form: FormData): Typed {
  const typed: Typed = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    const path = name.replace(/\[\]$/u, '').split('.')
    if (path.some((step) => step === '__proto__' || step === 'constructor')) continue
    let place = typed
    for (const step of path.slice(0, -1)) place = (place[step] ??= {}) as Typed
    const last = path.at(-1)!
    if (name.endsWith('[]')) ((place[last] ??= []) as string[]).push(value)
    else place[last] = value
  }
  return typed
}

function valuesOf(form: FormData): Record<string, string> {
  const kept = [...form].filter(
    ([name, value]) => typeof value === 'string' && value.length <= RETURNED_AT_MOST && !/password/iu.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}

/** The same with lists whole, and without what may not come back. */
export function returnedValues(form: FormData): Values {
  const texts = valuesOf(form)
  const lists = new Set(Object.keys(texts).filter((name) => name.endsWith('[]')))
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, lists.has(name) ? form.getAll(name).map(String) : value]),
  )
}
