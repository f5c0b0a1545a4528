/** What can be reckoned in a thread: pure functions of plain values, told how to say how far they are. */
import { propose, type Wish } from '@bilin/domain/scorecards/rota'
import type { Heard } from '@bilin/domain/scorecards/rota/wish'

export const works = {
  rota: (wish: Wish, heard: Heard) => propose(wish, heard),
}

export type Works = typeof works
