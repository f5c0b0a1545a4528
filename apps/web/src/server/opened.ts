/** The one opened Bilin of this process: set by whoever starts it, read by the hooks. */
import type { Bilin } from '@bilin/api/bilin'

let opened: Bilin | undefined

export const setOpened = (bilin: Bilin) => (opened = bilin)
export const openedBilin = (): Bilin | undefined => opened
