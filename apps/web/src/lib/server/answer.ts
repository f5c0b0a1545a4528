/** Form actions: parses the form, does the work, and turns a refusal into sentences beside the fields. */
import { fail, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Values } from '../form/changed.ts'
import { readForm } from './formBody.ts'
import { isFieldName, ordinaryForm, readFields, type FormLimits, type FormRecord } from './formFields.ts'

/** `limits` is for the few forms that are larger than an ordinary one. */
export async function answer<T>(
  event: RequestEvent,
  work: (typed: FormRecord, form: FormData) => Promise<T>,
  limits: FormLimits = ordinaryForm,
) {
  let form = new FormData()
  try {
    form = await readForm(event.request, limits)
    return await work(readFields(form, limits), form)
  } catch (error) {
    if (isRedirect(error) || isHttpError(error)) throw error
    const refused = event.locals.refused(error)
    if (refused.status === 401) redirect(303, signInFrom(event.url))
    if (refused.retryAfter) event.setHeaders({ 'retry-after': String(refused.retryAfter) })
    return fail(refused.status, { refused, values: readValues(form, limits) })
  }
}

export const signInFrom = (url: URL) => `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`

/** The values to show again: without secrets, and without fields that no form of ours has. */
function readValues(form: FormData, limits: FormLimits): Record<string, string> {
  const returned: [string, string][] = []
  let length = 0
  for (const [name, value] of form) {
    if (typeof value !== 'string' || !isFieldName(name) || /password/iu.test(name)) continue
    length += name.length + value.length
    if (length > limits.bytes) break
    returned.push([name, value])
  }
  return Object.fromEntries(returned)
}

/** The same values as a record with lists. */
export function returnedValues(form: FormData, limits: FormLimits = ordinaryForm): Values {
  const texts = readValues(form, limits)
  const lists = new Set(Object.keys(texts).filter((name) => name.endsWith('[]')))
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, lists.has(name) ? form.getAll(name).map(String) : value]),
  )
}
