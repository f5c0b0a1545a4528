/** What a rota comes to, in sentences. */
import { m } from '@bilin/i18n'
import type { Facts } from '@bilin/domain/scorecards/rota/problem'

export function factWords(
  facts: Facts,
  { visits, replaced, dated }: { visits: number; replaced: number; dated: number },
): { label: string; text: string | number }[] {
  const known = facts.visits - facts.unmeasured
  const ways = [
    ...(known > 0 ? [m['rota.proposal.km_sum']({ km: facts.km, longest: facts.longestKm })] : []),
    ...(facts.unmeasured > 0 ? [m['rota.proposal.km_unknown']({ count: facts.unmeasured })] : []),
  ]
  const days = [
    m['rota.proposal.days_n']({ count: facts.days }),
    ...(facts.paired > 0 ? [m['rota.proposal.days_paired']({ count: facts.paired })] : []),
  ]
  return [
    { label: m['rota.proposal.visits'](), text: visits },
    ...(replaced > 0 ? [{ label: m['rota.proposal.replaced'](), text: replaced }] : []),
    ...(dated > 0 ? [{ label: m['rota.proposal.dated'](), text: dated }] : []),
    {
      label: m['rota.proposal.load'](),
      text:
        facts.least === facts.most
          ? m['rota.proposal.load_even']({ count: facts.most })
          : m['rota.proposal.load_between']({ least: facts.least, most: facts.most }),
    },
    ...(facts.idle > 0 ? [{ label: m['rota.proposal.idle'](), text: facts.idle }] : []),
    {
      label: m['rota.proposal.linked'](),
      text: facts.groups <= 1 ? m['rota.proposal.linked_yes']() : m['rota.proposal.linked_no']({ count: facts.groups }),
    },
    { label: m['rota.proposal.km'](), text: ways.join(m['rota.but']()) },
    {
      label: m['rota.proposal.mixed'](),
      text: m['rota.proposal.mixed_of']({ count: facts.mixed, of: facts.mixable }),
    },
    ...(facts.days > 0 ? [{ label: m['rota.proposal.days'](), text: days.join(m['rota.but']()) }] : []),
  ]
}
