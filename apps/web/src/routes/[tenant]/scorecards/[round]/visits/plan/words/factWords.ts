/** The facts of a rota, as sentences. */
import { m } from '@bilin/i18n'
import type { Facts } from '@bilin/domain/scorecards/rota/problem'

export function factWords(
  facts: Facts,
  { visits, replaced, dated }: { visits: number; replaced: number; dated: number },
): { label: string; text: string | number }[] {
  const known = facts.visits - facts.unmeasured
  const ways = [
    ...(known > 0 ? [m['scorecards.rota.proposal.km_sum']({ km: facts.km, longest: facts.longestKm })] : []),
    ...(facts.unmeasured > 0 ? [m['scorecards.rota.proposal.km_unknown']({ count: facts.unmeasured })] : []),
  ]
  const days = [
    m['scorecards.rota.proposal.days_n']({ count: facts.days }),
    ...(facts.paired > 0 ? [m['scorecards.rota.proposal.days_paired']({ count: facts.paired })] : []),
  ]
  return [
    { label: m['scorecards.rota.proposal.visits'](), text: visits },
    ...(replaced > 0 ? [{ label: m['scorecards.rota.proposal.replaced'](), text: replaced }] : []),
    ...(dated > 0 ? [{ label: m['scorecards.rota.proposal.dated'](), text: dated }] : []),
    {
      label: m['scorecards.rota.proposal.load'](),
      text:
        facts.minLoad === facts.maxLoad
          ? m['scorecards.rota.proposal.load_even']({ count: facts.maxLoad })
          : m['scorecards.rota.proposal.load_between']({ min: facts.minLoad, max: facts.maxLoad }),
    },
    ...(facts.idle > 0 ? [{ label: m['scorecards.rota.proposal.idle'](), text: facts.idle }] : []),
    {
      label: m['scorecards.rota.proposal.linked'](),
      text:
        facts.groups <= 1
          ? m['scorecards.rota.proposal.linked_yes']()
          : m['scorecards.rota.proposal.linked_no']({ count: facts.groups }),
    },
    { label: m['scorecards.rota.proposal.km'](), text: ways.join(m['scorecards.rota.but']()) },
    {
      label: m['scorecards.rota.proposal.mixed'](),
      text: m['scorecards.rota.proposal.mixed_of']({ count: facts.mixed, of: facts.mixable }),
    },
    ...(facts.days > 0
      ? [{ label: m['scorecards.rota.proposal.days'](), text: days.join(m['scorecards.rota.but']()) }]
      : []),
  ]
}
