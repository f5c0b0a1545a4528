import { m } from '@bilin/i18n'

export const estateKindWords = {
  commercial: m['estates.kind.commercial'],
  resettlement: m['estates.kind.resettlement'],
}

export const formatSpan = ({ since, until }: { since: string; until: string | null }) =>
  until === null ? m['estates.since_open']({ since }) : m['estates.span']({ since, until })

/** 1.60 元/㎡, by the month. */
export const formatFee = (fee: number | null) => (fee === null ? null : m['estates.fee_of']({ fee: fee.toFixed(2) }))

/** A share and its last day in one line: 已共享到… 3月1日，到 2026-12-31 为止 */
export const joinParts = (words: (string | false | null | undefined)[], mark: string) =>
  words.filter(Boolean).join(mark)

type Brief = {
  name: string
  kind: keyof typeof estateKindWords
  households: number
  buildings: number
  companyName: string | null
}

/** Short text for a chat. */
export const formatBrief = (place: string, date: string, rows: readonly Brief[]) =>
  [
    m['estates.brief_head']({ place, date }),
    ...rows.map(({ name, kind, households, buildings, companyName }) =>
      m['estates.brief']({
        name,
        kind: estateKindWords[kind](),
        households,
        buildings,
        company: companyName ?? m['estates.no_company_now'](),
      }),
    ),
  ].join('\n')
