/** Sends a draft over the wire; a "no" comes back as its sentence, a broken line as such. */
import { apiAt } from '#lib/api.ts'
import type { Finding } from '@bilin/domain/scorecards/finding'
import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '@bilin/api/bilin'

type Marking = { revision: number; marks: Record<string, string>; findings: Finding[] }

export function senderOf(tenant: string, seat: string, visitId: string) {
  const { scorecards } = apiAt(tenant, seat)
  return async (marking: Marking): Promise<{ revision: number } | { refused: string } | 'offline'> => {
    try {
      return await scorecards.save.mutate({ visitId, ...marking })
    } catch (error) {
      const refused =
        error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data?.refused : undefined
      return refused && refused.status < 500 ? { refused: refused.sentence } : 'offline'
    }
  }
}
