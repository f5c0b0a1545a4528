/** The files of a form, as the procedure's input. */
import type { NewFile } from '@bilin/domain/files/content'

export async function filesIn(form: FormData): Promise<{ files: NewFile[] }> {
  // A field without a chosen file sends one without a name.
  const chosen = form.getAll('files').flatMap((file) => (file instanceof File && file.name !== '' ? [file] : []))
  return { files: await Promise.all(chosen.map(toNewFile)) }
}

const toNewFile = async (file: File) => ({
  fileId: crypto.randomUUID(),
  name: file.name,
  content: Buffer.from(await file.arrayBuffer()).toString('base64'),
})
