/** Reads a file; the policies let only the readers that it names see it. */
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { member, router } from '../../trpc.ts'

export const files = router({
  /** Its bytes as base64. */
  get: member.input(z.strictObject({ fileId: id() })).query(async ({ ctx: { db }, input: { fileId } }) => {
    const { bytes, ...file } = await db
      .selectFrom('file')
      .select(['kind', 'name', 'bytes', 'sha256'])
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow(() => refuse('not_found', 'files.not_found'))
    if (!bytes) throw new Error(`file ${fileId} is in a store, and this Bilin has none`)
    return { ...file, content: bytes.toString('base64') }
  }),
})
