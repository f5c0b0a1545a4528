import { endsSoon } from '@bilin/domain/practices/publication'
import { errandSource } from '../../rooms/errands/errandSource.ts'
import { listPublications } from './publications.ts'
import { listTitles } from './drafts.ts'

export const practiceErrands = [
  errandSource({
    kind: 'practices.sharing_ends',
    concerns: ({ tenantId, actingTenantId, tenantKind }) => tenantId === actingTenantId && tenantKind !== 'alliance',
    list: async ({ db, today }) => {
      const ending = (await listPublications(db)).filter((publication) => endsSoon(publication, today))
      const titles = ending.length > 0 ? await listTitles(db) : new Map<string, string>()
      return ending.map(({ practiceId, allianceId, allianceName, until }) => ({
        id: `${practiceId} ${allianceId}`,
        title: titles.get(practiceId) ?? '',
        about: allianceName,
        path: `practices/${practiceId}`,
        due: until,
      }))
    },
  }),
]
