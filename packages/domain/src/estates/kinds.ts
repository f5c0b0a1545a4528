/** The two kinds of estates: ordinary housing 商品房 and resettlement housing 安置房. Has no zod schemas, so that pages stay small. */
export const estateKinds = ['commercial', 'resettlement'] as const
export type EstateKind = (typeof estateKinds)[number]
