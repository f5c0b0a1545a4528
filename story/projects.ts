/** Three joint projects of the alliance, at three stages, and one of the second alliance. */
import { createCharging } from './projects/charging.ts'
import { createStraw } from './projects/straw.ts'
import { createNextDoor, createWaste } from './projects/waste.ts'
import type { Story } from './load.ts'

export async function createProjects(story: Story): Promise<void> {
  await createCharging(story)
  await createWaste(story)
  await createStraw(story)
  await createNextDoor(story)
}
