/** Words of which passwords are made here: phrases and numbers that sound like them, work, surnames, given names, and both together. */

/** The likeliest first. */
const phrases =
  `5201314 1314 520 521 1314520 woaini aini woai iloveyou wo ni ta women shi shui woshi nihao hao zhongguo china beijing
  shanghai guangzhou shenzhen hangzhou nanjing wuhan chengdu mima wodemima password pass shequ wuye wuyeguanli bilin
  lianmeng xiaoqu yezhu shuji juweihui jiedao dangyuan dangzhibu zhibu wangge wanggeyuan lingdao zhuren jingli laopo
  laogong baobao baobei qinaide mama baba erzi nver jia wojia woaiwojia yuan feichang ai xin tian di ren da xiao lao
  shishi admin root guest test user aa aaa qq qwe asd zxc abc abcd a q w z s x 888 666 999 168 188 518 668 886 110 119
  120 huawei weixin zhifubao taobao`.split(/\s+/u)

/** By how many people have them. */
const surnames =
  `wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng
  yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu jiang cai jia ding wei xue ye yan pan du dai xia zhong tian
  ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin
  yi chang qiao lai gong wen`.split(/\s+/u)

/** Of one syllable, or half of one of two. */
const givenNames =
  `wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping gang hua gui xiu ying mei hong
  ling bo bin hui jian xiang fei rong hai bing dan guo jia kai kun le miao ning nan peng rui shan shu ting tong xin xing
  xuan ya yue yun ze zhen zhi qing wen yu yi hao feng long fen lan qin xue lin bao chun cheng dong fu guang han he heng
  jin liang lu man mu qi qiu quan sen sheng shuang si song tian wan xi xiao xu yin yuan zhe zhong zi`.split(/\s+/u)

const fullNames = surnames.flatMap((surname) => givenNames.map((given) => surname + given))

export const chineseWords: string[] = [...new Set([...phrases, ...surnames, ...givenNames, ...fullNames])]
