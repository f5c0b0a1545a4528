import { upToDate } from '@bilin/domain/estates/estate'

type Alliance = { slug: string; name: string }
type Record = Parameters<typeof upToDate>[0]
type Copy = Record & { estateId: string; listedAt: Date; purpose: string; until: string | null }
type Asked = {
  api: { estates: { alliances: () => Promise<Alliance[]> } }
  at: (slug: string) => { estates: { ours: () => Promise<Copy[]> } }
}

/** Where one estate is shared, and whether each copy still equals the record. */
export async function loadCopies({ api, at }: Asked, estateId: string, record: Record) {
  const alliances = await api.estates.alliances()
  return Promise.all(
    alliances.map(async (alliance) => {
      const ours = await at(alliance.slug).estates.ours()
      const copy = ours.find((one) => one.estateId === estateId)
      if (!copy) return { alliance, copy: null }
      const { listedAt, purpose, until } = copy
      return { alliance, copy: { listedAt, purpose, until, stale: !upToDate(record, copy) } }
    }),
  )
}
