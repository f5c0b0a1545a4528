/** The most that one form may bring, its files included: a workbook of ten thousand rows is well below it. */
export const MOST_MEGABYTES = 24
