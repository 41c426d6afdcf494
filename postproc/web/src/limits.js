// What the run behind the page leaves out, in both languages: a scheme that arrives is taken out here.
const without = [
    ['Nothing reacts: ozone is not computed, and VOC change nothing but their own emissions.', '无化学反应：不计算臭氧，VOCs 只改变自身排放。'],
    ['PM2.5 is what is emitted as fine particles and the background of these: no sulfate, nitrate, ammonium or secondary organics form.', 'PM2.5 仅含直接排放的细颗粒物及其背景值：不生成硫酸盐、硝酸盐、铵盐和二次有机物。'],
]
const withChemistry = [
    ['PM2.5 is dry: its water stands beside it.', 'PM2.5 为干态，所含水另列。'],
    ['Dust days are not to be believed yet; composition is not evaluated, for no observation of it is among the data.', '沙尘日结果尚不可采信；因无组分观测资料，不评估组分。'],
    ['A cell mixes its emissions at once: titration beside a road or a stack is stronger than a cell of kilometres shows, and city ozone there is lower.', '排放在网格内瞬时混合：道路、烟囱旁的滴定比公里级网格所示更强，当地臭氧更低。'],
    ['Ozone and what makes it come in from outside the grid as they are today: no package changes them there.', '网格以外来的臭氧及其前体物保持现状，不随措施变化。'],
]
const always = [
    ['Cells of kilometres (their size stands under “Where it comes from”): a value is the mean of a cell, not of a street; cities within one cell are not told apart.', '网格边长以公里计（见“来源与版本”）：数值为网格平均，不代表街道；同一网格内的城市无法区分。'],
    ['A period of some days is an example of a season, not a yearly mean: no statement on annual standards follows from it.', '数日的时段只是一个季节的例子，不是年均值，不能据此判断年度达标。'],
    ['Ranges of assumptions are written down, not yet run through; the noise floor is numerical noise only, not the uncertainty of emissions or weather.', '假设的范围只列出，尚未逐一计算；噪声下限仅为数值噪声，不含排放与气象的不确定性。'],
    ['Costs and health are not computed.', '不计算费用与健康影响。'],
]
export const limits = (hasOzone) => [...(hasOzone ? withChemistry : without), ...always]
