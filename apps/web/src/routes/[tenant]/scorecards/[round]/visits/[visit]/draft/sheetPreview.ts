import type { SheetDifference } from '@bilin/domain/scorecards/visits/sheetMerge'

export type SheetPreview = SheetDifference & { identified: boolean; sheet: string }
