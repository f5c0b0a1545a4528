import { expect, test } from 'vitest'
import { readForm } from './formBody.ts'
import { ordinaryForm } from './formFields.ts'

const address = 'http://bilin.test/form'
const urlencoded = 'application/x-www-form-urlencoded'
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request(address, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const refusedAs = (code: string) => expect.objectContaining({ code }) as unknown

test('a form is read as it was sent, with its files', async () => {
  const sent = new FormData()
  sent.append('name', '三桥 & 二桥')
  sent.append('file', new File(['x'], 'photo.jpg'))
  const read = await readForm(post(sent))
  expect(read.get('name')).toBe('三桥 & 二桥')
  expect((read.get('file') as File).name).toBe('photo.jpg')
  expect((await readForm(post(new URLSearchParams({ a: '1', b: '2' })))).get('b')).toBe('2')
})

test('a body longer than its form allows is refused by its declared length, unread', async () => {
  const request = post(`a=${'x'.repeat(ordinaryForm.bytes)}`, {
    'content-type': urlencoded,
    'content-length': '1000002',
  })
  await expect(readForm(request)).rejects.toEqual(refusedAs('app.too_much'))
  expect(request.bodyUsed).toBe(false)
})

test('one that does not declare its length is read no further than allowed', async () => {
  let pulled = 0
  const chunk = new TextEncoder().encode('x'.repeat(100_000))
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      pulled += chunk.length
      stream.enqueue(chunk)
    },
  })
  await expect(readForm(post(endless, { 'content-type': urlencoded }))).rejects.toEqual(refusedAs('app.too_much'))
  expect(pulled).toBeLessThan(2 * ordinaryForm.bytes)
})

test('one that breaks off is refused, and not taken for a database that is away', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (stream) => stream.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  })
  await expect(readForm(post(broken, { 'content-type': urlencoded }))).rejects.toEqual(refusedAs('app.form_malformed'))
})

test('a form of more fields than allowed is refused before it is parsed', async () => {
  const fields = new FormData()
  for (let at = 0; at <= ordinaryForm.fields; at += 1) fields.append('a', '')
  await expect(readForm(post(fields))).rejects.toEqual(refusedAs('app.too_many_fields'))
  await expect(readForm(post('&'.repeat(ordinaryForm.fields + 1), { 'content-type': urlencoded }))).rejects.toEqual(
    refusedAs('app.too_many_fields'),
  )
})

test.each([
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary=""',
  '',
])('a body that is no form is refused: %s', async (type) => {
  const body = new TextEncoder().encode('zzz')
  await expect(readForm(post(body, type ? { 'content-type': type } : {}))).rejects.toEqual(
    refusedAs('app.form_malformed'),
  )
})
