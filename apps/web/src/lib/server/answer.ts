/** Form actions: reads what was typed, does the work, and turns a "no" into sentences beside what was typed. */
import { fail, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Refused } from '@bilin/api/bilin'

export type Typed = Record<string, unknown>
export type FormAnswer = { refused?: Refused; values?: Record<string, string>; done?: string }

/** Longer texts stay in the page that sent them and are not sent back. */
const RETURNED_AT_MOST = 100_000

export async function answer<T>(event: RequestEvent, work: (typed: Typed, form: FormData) => Promise<T>) {
  const form = await event.request.formData()
  try {
    return await work(typedOf(form), form)
  } catch (error) {
    if (isRedirect(error) || isHttpError(error)) throw error
    const refused = event.locals.refused(error)
    if (refused.status === 401) redirect(303, signInFrom(event.url))
    if (refused.status === 500) console.error(`bug ${refused.requestId} ${event.route.id ?? '?'}`, error)
    return fail(refused.status, { refused, values: valuesOf(form) })
  }
}

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
    if (name.endsWith('[]')) (place[last] = (place[last] ?? []) as string[]) && (place[last] as string[]).push(value)
    else place[last] = value
  }
  return typed
}

function valuesOf(form: FormData): Record<string, string> {
  const kept = [...form].filter(
    ([name, value]) => typeof value === 'string' && value.length <= RETURNED_AT_MOST && !/password|code/u.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}
