/** All are told of their visits; those who go last have not opened it yet. */
import type { Teller } from '../tell.ts'
import type { Chapter } from './rounds.ts'

const NOT_OPENED = 3

export async function sendMessages({ as }: Teller, { alliance, coordinator, slug }: Chapter, day: string) {
  const telling = as(coordinator, alliance, day).scorecards
  const { id: roundId } = await telling.rounds.get({ slug })
  await telling.messages.send({ roundId, note: '请提前和小区所在社区联系，带好工作证。（示例）' })
  const { reviewers } = await telling.messages.list({ slug })
  const first = ({ visits }: (typeof reviewers)[number]) => visits[0]?.day ?? ''
  const inTurn = reviewers.toSorted((a, b) => first(a).localeCompare(first(b)))
  for (const { title } of inTurn.slice(0, -NOT_OPENED)) {
    const reviewer = as(title, alliance, day).scorecards
    const message = await reviewer.messages.mine({ slug })
    await reviewer.messages.open({ messageId: message!.messageId })
  }
}
