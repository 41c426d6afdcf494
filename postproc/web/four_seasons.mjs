// What a run with gas chemistry puts into the page, made by hand for the test and for looking at it: four seasons, 14
// cities, reference, three measures and all of them; ozone, NO2, Ox, regimes. fourSeasons(islands) changes the islands of
// a small run in place. The numbers are plain functions of city, season and package, so that the test knows the answers.
export const periods = ['winter', 'spring', 'summer', 'autumn']
export const packages = { 'reference-2025': 1, boilers: 0.6, 'low-voc': 0, rail: 0.4, all: 1.1 }

const starts = { winter: '2020-01-09', spring: '2020-04-09', summer: '2020-07-09', autumn: '2020-10-09' }
const season = { winter: [80, 48, 62], spring: [45, 104, 40], summer: [26, 152, 24], autumn: [48, 88, 46] } // PM2.5, O3, NO2
const NOISE = { pm25: 1e-3, o3_mda8: 0.01, o3_mda1: 0.01, o3_p90: 0.02, no2: 0.005, ox_day: 0.01 }

// How far VOC are short, 1 in a city core in winter, 0 in the country in summer.
const shortage = (c, id) => ({ winter: 1, spring: 0.7, summer: 0.35, autumn: 0.8 }[id]) * (1 - 0.06 * c)
const baseOf = (c, id) => {
    const [pm25, o3, no2] = season[id]
    const far = 0.05 * c
    return { pm25: pm25 * (1 - 0.4 * far), o3_mda8: o3 * (1 + 0.25 * far), o3_mda1: o3 * 1.15, no2: no2 * (1 - far), ox_day: o3 * (1 + 0.25 * far) + 1.04 * no2 * (1 - far) }
}
const deltaOf = (c, id, name) => {
    const size = packages[name]
    const [pm25, , no2] = season[id]
    const dNo2 = -0.02 * size * no2 * (1 - 0.05 * c)
    const titration = -1.04 * dNo2
    const voc = name === 'low-voc' || name === 'all' ? -0.9 * shortage(c, id) : 0
    const made = (shortage(c, id) - 0.45) * 1.2 * size + voc
    return { pm25: -0.01 * size * pm25 * (1 - 0.05 * c), no2: dNo2, ox_day: made, o3_mda8: made + titration, o3_mda1: 1.1 * (made + titration) }
}
export const indicators = [['hcho_no2_column', 2.3, 4.2], ['hcho_no2_ground', 2.3, 4.2], ['h2o2_hno3', 0.3, 0.5]]
const regimeOf = (c, id) => {
    const free = 1.3 - shortage(c, id)
    return Object.fromEntries(indicators.map(([key, low, high], n) => {
        const ratio = free * (low + high) * [0.5, 0.4, 0.6][n]
        return [key, { ratio, class: ratio < low ? 'voc_limited' : ratio > high ? 'nox_limited' : 'transitional' }]
    }))
}

const keyed = (values, ending) => Object.fromEntries(Object.entries(values).map(([id, value]) => [`${id}_${ending}_ugm3`, value]))
const mean = (list) => Object.fromEntries(Object.keys(list[0]).map((key) => [key, list.reduce((sum, one) => sum + one[key], 0) / list.length]))
const changes = (delta) => ({ ...keyed(delta, 'delta'), ...keyed(Object.fromEntries(Object.keys(delta).map((id) => [id, NOISE[id]])), 'noise') })

const city = (one, c) => {
    const all = periods.map((id) => baseOf(c, id))
    const base = (values) => ({ ...keyed(values, 'base'), pm25_area_ugm3: 0.8 * values.pm25, pm25_pop_ugm3: 0.9 * values.pm25 })
    return {
        name_en: one.name_en, name_zh: one.name_zh, ...base(mean(all)),
        by_period: Object.fromEntries(periods.map((id, n) => [id, { ...base(all[n]), regime: regimeOf(c, id) }])),
        packages: Object.fromEntries(Object.keys(packages).map((name) => {
            const deltas = periods.map((id) => deltaOf(c, id, name))
            return [name, { ...changes(mean(deltas)), by_period: Object.fromEntries(periods.map((id, n) => [id, { ...changes(deltas[n]), regime: regimeOf(c, id) }])) }]
        })),
    }
}

// Fields over the window: the functions above of the distance to its middle, noisy cells null.
const fieldsOf = (map) => {
    const cells = [...map.sea].map((_, q) => Math.hypot((q % map.nx) - map.nx / 2, Math.floor(q / map.nx) - map.ny / 2) * (28 / map.nx))
    const round = (value) => Number(value.toFixed(3))
    const over = (of) => {
        const each = Object.fromEntries(periods.map((id) => [id, cells.map((d) => round(of(d, id)))]))
        return { ...each, mean: cells.map((_, q) => round(periods.reduce((sum, id) => sum + each[id][q], 0) / periods.length)) }
    }
    const hide = (all, noise) => Object.fromEntries(Object.entries(all).map(([id, list]) => [id, list.map((value) => (Math.abs(value) < 3 * noise ? null : value))]))
    const field = (id) => ({
        base: over((d, period) => baseOf(d, period)[id]), floor: over(() => 3 * NOISE[id]),
        delta: Object.fromEntries(Object.keys(packages).map((name) => [name, hide(over((d, period) => deltaOf(d, period, name)[id]), NOISE[id])])),
    })
    const letters = (list) => list.map((name) => name[0]).join('')
    const regime = (id) => Object.fromEntries(['base', ...Object.keys(packages)].map((name) => [name, Object.fromEntries(periods.map((period) => {
        const all = cells.map((d) => regimeOf(d, period))
        return [period, { classes: letters(all.map((one) => one[id].class)), values: all.map((one) => Number(one[id].ratio.toPrecision(2))) }]
    }))]))
    return { fields: Object.fromEntries(['pm25', 'o3_mda8', 'no2'].map((id) => [id, field(id)])), regime: Object.fromEntries(indicators.map(([key]) => [key, regime(key)])) }
}

export const fourSeasons = (island) => {
    const { summary, map, context } = island
    summary.reference = 'reference-2025'
    summary.periods = periods.map((id) => ({ id, start: `${starts[id]}T16:00:00Z`, end: new Date(Date.parse(`${starts[id]}T16:00:00Z`) + 864e5).toISOString().replace('.000', ''), spinup_h: 24 }))
    summary.cities = summary.cities.map(city)
    summary.ozone = { by_period: Object.fromEntries(periods.map((id) => [id, { days: 1, state_K: 298.15 }])), regime_local_hours: [13, 15], indicators: indicators.map(([key, low, high]) => ({ key, low, high, en: key, zh: key, source: 'made up for a test' })) }
    const base = summary.emissions_kt.base
    summary.emissions_kt = Object.fromEntries(['base', ...Object.keys(packages)].map((name) => [name, Object.fromEntries(Object.keys(base).map((key) => [key, base[key] * (1 - 0.01 * (packages[name] || 0))]))]))
    Object.assign(map, fieldsOf(map))
    island.process = { species: ['O3', 'OX'], terms: ['transport', 'mixing', 'emission', 'dry', 'chemistry', 'wet', 'change'], periods: Object.fromEntries(periods.map((id, n) => [id, { days: 1, O3: summary.cities.map((_, c) => [1, 1, 0, -3, c, 0, c - 1]), OX: summary.cities.map((_, c) => (c === 13 ? null : [2 - c, 4, 1, -3 - n, c, 0, 4 - n])) }])) }
    context.chemistry_notes = [{ id: 'mechanism', mark: 'V', title_en: 'Reactions', title_zh: '反应', text_en: 'A mechanism.', text_zh: '一个机理。', source: 'a test' }]
    return island
}
