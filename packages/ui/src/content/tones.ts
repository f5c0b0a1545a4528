export const tones = ['neutral', 'info', 'good', 'warn', 'bad', 'done'] as const
export type Tone = (typeof tones)[number]
