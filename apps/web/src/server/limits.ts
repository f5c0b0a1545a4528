/** The largest form, its files included: a workbook of ten thousand rows is well below it. */
export const MAX_MEGABYTES = 24
