// What a run that tells its particles apart adds to the page, made by hand for the test: parts of PM2.5, gas ratios, days
// of heating. madeOf(islands) comes after fourSeasons. Numbers are plain functions, so that the test knows the answers.
import { packages, periods } from './four_seasons.mjs'

// key, group, names, ug/m3 in winter; summer has a half of it but for what forms from vapours and of wind.
const table = [['poa', 'pm25', 'organic matter, emitted', '一次有机物', 24], ['soa', 'pm25', 'organic matter, formed', '二次有机物', 3], ['bc', 'pm25', 'elemental carbon', '元素碳', 8],
    ['sulfate', 'pm25', 'sulfate', '硫酸盐', 9], ['nitrate', 'pm25', 'nitrate', '硝酸盐', 20], ['ammonium', 'pm25', 'ammonium', '铵盐', 10], ['soil', 'pm25', 'soil', '土壤尘', 6],
    ['pm25', 'total', 'PM2.5', 'PM2.5', 80], ['pm_water', 'water', 'water', '含水', 25], ['pmc_soil', 'pm10', 'coarse soil', '粗粒土壤尘', 5], ['pm10', 'total', 'PM10', 'PM10', 85],
    ['nh3', 'gas', 'ammonia gas', '氨气', 4], ['hno3', 'gas', 'nitric acid gas', '硝酸气', 1], ['visibility', 'light', 'visibility', '能见度', 12]]
const limits = ['hno3_limited', 'nh3_limited', 'in_doubt', 'little_nitrate']
const share = { winter: 1, spring: 0.6, summer: 0.5, autumn: 0.7 }
const all = 14

export const partOf = (key, c, id) => (id === 'mean' ? periods.reduce((sum, one) => sum + partOf(key, c, one), 0) / periods.length
    : table.find((row) => row[0] === key)[4] * share[id] * (1 - 0.02 * c))
// Nitrate rises a little with less NOx in winter; hidden below its noise in summer.
export const NOISE = 0.002
export const changeOf = (key, c, id, name) => {
    if (id === 'mean') return periods.reduce((sum, one) => sum + changeOf(key, c, one, name), 0) / periods.length
    if (key === 'nitrate') return (id === 'winter' ? 0.3 : id === 'summer' ? 0.001 : -0.2) * packages[name]
    if (key === 'sulfate') return -0.4 * packages[name]
    return key === 'pm25' || key === 'pm10' ? changeOf('nitrate', c, id, name) + changeOf('sulfate', c, id, name) : 0
}
export const limitOf = (c, id) => (id === 'summer' ? 3 : c === 1 && id === 'winter' ? 1 : c === 2 ? 2 : 0)
const adjusted = (c, id) => (limitOf(c, id) === 1 ? 0.73 : 1.72)

export const madeOf = (island) => {
    const keys = table.map((row) => row[0])
    const cities = [...Array(all + 1).keys()]
    const ids = [...periods, 'mean']
    const rows = (value) => cities.map((c) => keys.map((key) => value(key, c === all ? 6.5 : c)))
    const cells = [...island.map.sea].map((_, q) => q % 3)
    island.composition = {
        components: table.map(([key, group, en, zh]) => ({ key, unit: key === 'visibility' ? 'km' : 'ug m-3', group, en, zh })),
        limits: limits.map((key) => ({ key, en: key, zh: key })),
        periods: Object.fromEntries(ids.map((id) => [id, {
            base: rows((key, c) => partOf(key, c, id)), noise: rows(() => NOISE),
            delta: Object.fromEntries(Object.keys(packages).map((name) => [name, rows((key, c) => changeOf(key, c, id, name))])),
        }])),
        ratios: Object.fromEntries(ids.map((id) => [id, Object.fromEntries(['base', ...Object.keys(packages)].map((name) => [name, cities.map((c) => [adjusted(c, id), adjusted(c, id) + 0.1, 10.5, limitOf(c, id)])]))])),
        cells: Object.fromEntries(periods.map((id) => [id, { classes: cells.map((n) => limits[n][0]).join(''), values: cells.map((n) => n) }])),
        heating: { days: cities.map(() => [1, 3]), values: rows((key, c) => { const [heated, other] = [partOf(key, c, 'winter'), partOf(key, c, 'summer') * (key === 'bc' ? 0.5 : 1)]; return [heated, other, heated / other] }) },
        published: [{ id: 'R9', what_en: 'PM2.5, heating over the rest', what_zh: '采暖季与非采暖季之比', year: '2015', published: '1.76', ours: '2.079', unit: '1', source: 'hjkx 20190306', mark: 'S' },
            { id: 'R9', what_en: 'organic matter', what_zh: '有机物', year: '2015', published: '28.0', ours: '', unit: '%', source: 'hjkx 20190306', mark: 'S' }],
        dust: 'on',
    }
    return island
}
