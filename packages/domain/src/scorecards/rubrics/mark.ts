/** What one mark can be: 5 优, 4 良, 3 中, 2 较差, 1 差. Has no zod schemas, so that pages stay small. */
export const marks = [5, 4, 3, 2, 1] as const
export type Mark = (typeof marks)[number]

export const isMark = (mark: number): mark is Mark => marks.some((known) => known === mark)
