/** The two kinds of estates: ordinary housing 商品房 and resettlement housing 安置房. For pages too: loads no rules of typing. */
export const estateKinds = ['commercial', 'resettlement'] as const
export type EstateKind = (typeof estateKinds)[number]
