import type { at } from '../round.ts'

type Scorecards = Awaited<ReturnType<typeof at>>
type Upload = { visitId: string; revision: number; file: string; replace?: boolean }

/** Uploads a filled score sheet and confirms its preview. */
export async function uploadSheet({ visits }: Scorecards, { replace = false, ...upload }: Upload) {
  const { problems, preview } = await visits.readSheet(upload)
  const { visitId, revision } = upload
  if (!preview) return { problems, revision, marks: 0, findings: 0 }
  return { problems, ...(await visits.importSheet({ visitId, revision, replace, sheet: preview.sheet })) }
}
