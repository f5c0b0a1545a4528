/** Every reviewer is sent their visits; those who go last have not opened the message yet. */
import type { Story } from '../load.ts'
import type { Chapter } from './rounds.ts'

const NOT_OPENED = 3

export async function sendMessages({ as }: Story, { alliance, coordinator, slug }: Chapter, day: string) {
  const scorecards = as(coordinator, alliance, day).scorecards
  const { id: roundId } = await scorecards.rounds.get({ slug })
  await scorecards.messages.send({ roundId, note: '请提前和小区所在社区联系，带好工作证。（示例）' })
  const { reviewers } = await scorecards.messages.list({ slug })
  const first = ({ visits }: (typeof reviewers)[number]) => visits[0]?.day ?? ''
  const inTurn = reviewers.toSorted((a, b) => first(a).localeCompare(first(b)))
  for (const { title } of inTurn.slice(0, -NOT_OPENED)) {
    const reviewer = as(title, alliance, day).scorecards
    const message = await reviewer.messages.mine({ slug })
    await reviewer.messages.open({ messageId: message!.messageId })
  }
}
