/** Three joint projects of the alliance, at three stages, and one next door. */
import { tellCharging } from './projects/charging.ts'
import { tellStraw } from './projects/straw.ts'
import { tellNextDoor, tellWaste } from './projects/waste.ts'
import type { Teller } from './tell.ts'

export async function createProjects(teller: Teller): Promise<void> {
  await tellCharging(teller)
  await tellWaste(teller)
  await tellStraw(teller)
  await tellNextDoor(teller)
}
