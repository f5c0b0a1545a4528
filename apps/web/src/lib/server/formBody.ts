/** Reads a form's body up to the page's limit, and parses it only after its fields were counted. */
import { Refusal, refuse } from '@bilin/domain/refusal'
import { MAX_MEGABYTES } from '../../server/limits.ts'
import { ordinaryForm, refuseForm, type FormLimits } from './formFields.ts'

const MEGABYTE = 1_000_000

export async function readForm(request: Request, limits: FormLimits = ordinaryForm): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  // Whether a form has files is known only after parsing: the outer server bounds its size.
  const most = type.startsWith('multipart/') ? Number.POSITIVE_INFINITY : limits.bytes
  const body = await readBody(request, most)
  if (countFields(body, type) > limits.fields)
    refuse('invalid', 'app.too_many_fields', { params: { most: limits.fields } })
  return new Response(body, { headers: { 'content-type': type } }).formData().catch(refuseForm)
}

async function readBody(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) refuseTooMuch(most)
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      size += read.value.length
      // Left unread, not cancelled: cancelling closes the connection before the refusal is sent.
      if (size > most) refuseTooMuch(most)
      chunks.push(read.value)
    }
  } catch (error) {
    if (isTooMuch(error)) refuseTooMuch(MAX_MEGABYTES * MEGABYTE)
    if (error instanceof Refusal) throw error
    // It broke off: whoever sent it is gone.
    refuseForm()
  }
  return Buffer.concat(chunks)
}

/** At least the number of fields that the parser will find; counting is a hundred times cheaper than parsing. */
function countFields(body: Uint8Array, type: string): number {
  const [, boundary = ''] = /boundary="?([^";]{1,100})/u.exec(type) ?? []
  const mark = Buffer.from(type.startsWith('multipart/') ? `--${boundary}` : '&')
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let count = 0
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) count += 1
  return count
}

const refuseTooMuch = (most: number): never =>
  refuse('invalid', 'app.too_much', { params: { megabytes: Math.floor(most / MEGABYTE) } })

/** The outer server stops reading a form that is too large, so none of its values can be sent back. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof Error && ((error as { status?: number }).status === 413 || isTooMuch(error.cause))
