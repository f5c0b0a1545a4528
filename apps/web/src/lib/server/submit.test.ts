import { line, whole } from '@bilin/domain/fields'
import { isRedirect, redirect, type RequestEvent } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { submit } from './submit.ts'

const Change = z.strictObject({ title: line(10), revision: whole(), id: z.string() })

/** A request as an action gets it, with procedures that record their arguments. */
function posted(fields: Record<string, string>, { script = false, person = true } = {}) {
  const calls: unknown[] = []
  const change = async (input: unknown) => calls.push(input)
  const url = new URL('http://localhost/bilin/estates?/change&row=7')
  const request = new Request(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: script ? { accept: 'application/json' } : {},
  })
  const refused = () => ({ status: 400, code: 'x', sentence: 'no', fields: {}, requestId: '' })
  const locals = { person: async () => (person ? { id: '1' } : null), api: { change }, refused }
  const event: RequestEvent = Object.assign(Object.create(null), { url, request, locals })
  return { calls, event, change }
}

test('the procedure is called with what its schema makes of the form, whether or not anything comes after', async () => {
  const { event, calls, change } = posted({ title: ' 楼道 ', revision: '３', _base: '{}' })
  expect(await submit(event, Change, () => change, { given: { id: 'a' } })).toEqual({ form: 'change.7' })
  expect(calls).toEqual([{ title: '楼道', revision: 3, id: 'a' }])
})

test('what comes after gets the answer, and may send the person elsewhere', async () => {
  const { event, calls, change } = posted({ title: '楼道', revision: '3', id: 'a' })
  const sent = await submit(event, Change, () => change, { then: () => redirect(303, '/done') }).catch(
    (thrown) => thrown,
  )
  expect(isRedirect(sent)).toBe(true)
  expect(calls).toHaveLength(1)
})

test('a field that the procedure does not know keeps it from being called, and what was typed comes back', async () => {
  const { event, calls, change } = posted({ title: '楼道', revision: '3', id: 'a', stage: 'closed', password: 'x' })
  expect(await submit(event, Change, () => change)).toMatchObject({
    status: 400,
    data: { form: 'change.7', values: { title: '楼道', stage: 'closed' } },
  })
  expect(calls).toEqual([])
})

test('somebody signed out is sent to sign in, and without script is shown what was typed', async () => {
  const fields = { title: '楼道', revision: '3', id: 'a' }
  const scripted = posted(fields, { script: true, person: false })
  const sent = await submit(scripted.event, Change, () => scripted.change).catch((thrown) => thrown)
  expect(sent).toMatchObject({ status: 303, location: expect.stringContaining('/sign-in?next=') })
  const plain = posted(fields, { person: false })
  const shown = await submit(plain.event, Change, () => plain.change).catch((thrown) => thrown)
  expect(shown).toMatchObject({ status: 401, body: { unsent: ['楼道', '3', 'a'] } })
  expect([...scripted.calls, ...plain.calls]).toEqual([])
})
