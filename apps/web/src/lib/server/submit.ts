/** Form actions: parses a form with its procedure's schema and calls the procedure; a refusal comes back with what was typed. */
import { error, fail, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Caller, Refused } from '@bilin/api/bilin'
import type { FormSchema } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import type { z } from 'zod'
import type { Values } from '../form/changed.ts'
import { BASE, formKey } from '../form/names.ts'
import { returnedValues, signInFrom } from './answer.ts'
import { readForm } from './formBody.ts'
import { ordinaryForm, readFields, type FormLimits } from './formFields.ts'

export type Answer = { form: string; refused?: Refused; values?: Values }

type Input<S extends FormSchema> = z.output<S>
type Given<S extends FormSchema> = Partial<Input<S>> | ((form: FormData) => Promise<Partial<Input<S>>>)
type Options<S extends FormSchema, R, T> = {
  /** Fields that the form does not send: they come from the address or from its files. */
  given?: Given<S>
  /** Called after success: a redirect, or the value that the page shows. */
  then?: (result: R, input: Input<S>, form: FormData) => T | Promise<T>
  /** For the few forms that are larger than an ordinary one. */
  limits?: FormLimits
}

/** Calls one procedure with a form that has the fields of its input and no others. */
export const submit = <S extends FormSchema, R, T extends object | void = void>(
  event: RequestEvent,
  schema: S,
  procedure: (api: Caller) => (input: Input<S>) => Promise<R>,
  { given, then, limits }: Options<S, R, T> = {},
) =>
  receive(
    event,
    schema,
    async (input, form) => {
      const result = await procedure(event.locals.api)(input)
      return then?.(result, input, form)
    },
    given,
    limits,
  )

/** The same for work that is more than one procedure. */
export async function receive<S extends FormSchema, T extends object | void>(
  event: RequestEvent,
  schema: S,
  work: (input: Input<S>, form: FormData) => Promise<T>,
  given: Given<S> = {},
  limits: FormLimits = ordinaryForm,
) {
  const key = formKey(event.url.search)
  let form = new FormData()
  try {
    form = await readForm(event.request, limits)
    if (!(await event.locals.person())) return endOfSession(event, form)
    const { [BASE]: _base, ...typed } = readFields(form, limits)
    const known = typeof given === 'function' ? await given(form) : given
    return { form: key, ...(await work(schema.parse({ ...typed, ...known }), form)) }
  } catch (thrown) {
    if (isRedirect(thrown) || isHttpError(thrown)) throw thrown
    const refused = event.locals.refused(thrown)
    if (refused.status === 401) return endOfSession(event, form)
    return fail(refused.status, { form: key, refused, values: returnedValues(form, limits) })
  }
}

/** With script the browser keeps what was typed and goes to sign in; without, a page shows what was typed, to be copied. */
function endOfSession({ request, url, locals }: RequestEvent, form: FormData): never {
  if (request.headers.get('accept') === 'application/json') redirect(303, signInFrom(url))
  const typed = Object.entries(returnedValues(form)).filter(([name]) => name !== BASE && !name.endsWith('Id'))
  locals.unsent = typed.flatMap(([, value]) => value).filter((text) => text.length > 0)
  return error(401, m['app.session_ended'](), { unsent: locals.unsent })
}
