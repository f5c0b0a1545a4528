/** All are told of their visits; those who go last have not opened it yet. */
import type { Teller } from '../tell.ts'
import type { Chapter } from './rounds.ts'

const NOT_OPENED = 3

export async function tellVisitors({ as }: Teller, { alliance, coordinator, slug }: Chapter, day: string) {
  const telling = as(coordinator, alliance, day).scorecards
  const { id: roundId } = await telling.rounds.get({ slug })
  await telling.messages.send({ roundId, note: '请提前和小区所在社区联系，带好工作证。（示例）' })
  const { visitors } = await telling.messages.list({ slug })
  const first = ({ visits }: (typeof visitors)[number]) => visits[0]?.day ?? ''
  const inTurn = visitors.toSorted((a, b) => first(a).localeCompare(first(b)))
  for (const { title } of inTurn.slice(0, -NOT_OPENED)) {
    const visitor = as(title, alliance, day).scorecards
    const message = await visitor.messages.mine({ slug })
    await visitor.messages.open({ messageId: message!.messageId })
  }
}
