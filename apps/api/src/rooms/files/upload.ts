/** Checks an uploaded file: its kind by its bytes, or a refusal that says why it is not accepted. */
import { createHash } from 'node:crypto'
import type { Seat } from '@bilin/db/tenant'
import {
  contentKind,
  isWholePdf,
  MAX_BYTES,
  MAX_PDF_BYTES,
  NewFiles,
  PhotoContent,
  type NewFile,
} from '@bilin/domain/files/content'
import { FILES_EACH } from '@bilin/domain/files/limits'
import { permit, type Action } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { memberAfter } from '../../trpc.ts'
import { reencodeImage } from './image.ts'
import type { FileContent } from './links.ts'
import { fileName } from './name.ts'

export type Upload = { fileId: string; content: FileContent }

/** With the `files` of its input, which a form sent: `readUploads` answers them, or refuses the first that cannot be kept. */
export const permittedWithFiles = (action: Action) =>
  memberAfter(async (input, check) => {
    const { files = [] } = z.object({ files: NewFiles }).safeParse(input).data ?? {}
    if (files.length > 0) await check(({ role }) => permit(role, action))
    return { readUploads: await settled(readAll(files)) }
  }).use(({ ctx, next }) => {
    permit(ctx.seat.role, action)
    return next()
  })

/** With the photo that a phone sent as the `content` of its input. */
export const memberWithPhoto = (may: (seat: Seat) => void) =>
  memberAfter(async (input, check) => {
    const { content } = z.object({ content: PhotoContent }).safeParse(input).data ?? {}
    if (content !== undefined) await check(may)
    return { readPhoto: await settled(reencodeImage(Buffer.from(content ?? '', 'base64'))) }
  })

/** A failure is thrown where the procedure asks for the result, after its own refusals. */
const settled = <T>(work: Promise<T>): Promise<() => T> =>
  work.then(
    (done) => () => done,
    (error: unknown) => () => {
      throw error
    },
  )

/** Done before anything is written, so that a refused file leaves nothing half done. */
async function readAll(sent: readonly NewFile[]): Promise<Upload[]> {
  if (sent.length > FILES_EACH) refuse('invalid', 'files.enough', { params: { most: FILES_EACH }, field: 'files' })
  const read = []
  for (const { fileId, ...file } of sent) read.push({ fileId, content: await readOne(file) })
  return read
}

async function readOne(sent: { name: string; content: string }): Promise<FileContent> {
  const bytes = Buffer.from(sent.content, 'base64')
  const name = sent.name.normalize('NFC').trim()
  const about = { params: { name: fileName(name) }, field: 'files' }
  if (bytes.length === 0) refuse('invalid', 'files.empty', about)
  if (bytes.length > MAX_BYTES) refuse('invalid', 'files.too_large', about)
  const kind = contentKind(bytes)
  if (kind === null) return refuse('invalid', 'files.neither', about)
  if (kind === 'pdf') {
    if (!PDF.test(name)) refuse('invalid', 'files.pdf_named_otherwise', about)
    if (bytes.length > MAX_PDF_BYTES) refuse('invalid', 'files.pdf_too_large', about)
    if (!isWholePdf(bytes)) refuse('invalid', 'files.pdf_broken', about)
    return toPdfContent(bytes, name)
  }
  if (PDF.test(name)) refuse('invalid', 'files.photo_named_pdf', about)
  return reencodeImage(bytes)
}

/** A PDF is stored byte for byte, so that signatures in it stay valid. */
const toPdfContent = (bytes: Buffer, name: string): FileContent => ({
  kind: 'pdf',
  name: `${fileName(name.replace(PDF, ''))}.pdf`,
  bytes,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  width: null,
  height: null,
})

const PDF = /\.pdf$/iu
