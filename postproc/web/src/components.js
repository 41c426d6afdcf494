// The island lantian-composition: what its numbers are asked for. Period '' is the mean over the periods; city n is that of
// summary.cities, the one after the last the mean of all.
import { composition, reference, summary } from './model.js'
import { judged } from './quantities.js'
import { cityName, state, t } from './state.js'

export const all = summary.cities.length
const index = Object.fromEntries((composition ? composition.components : []).map((one, n) => [one.key, n]))
export const has = (key) => key in index
export const keysOf = (...groups) => composition.components.filter((one) => groups.includes(one.group)).map((one) => one.key)
export const componentName = (key) => composition.components[index[key]][state.lang]
export const unitOf = (key) => composition.components[index[key]].unit.replace('ug m-3', 'µg/m³').replace(/^1$/, '')
export const placeName = (city) => (city === all ? t().meanCities : cityName(summary.cities[city]))

const at = (period) => composition.periods[period || 'mean'] || {}
const base = (key, city, period) => at(period).base[city][index[key]]
const delta = (name, key, city, period) => at(period).delta[name][city][index[key]]
export const variants = () => ['base', ...Object.keys(at(state.compPeriod).delta || {})]

// Of the base, or of a package: what it acts on and its change.
export const valueOf = (name, key, city, period) => {
    if (name === 'base') return base(key, city, period)
    const from = reference && name !== reference ? delta(reference, key, city, period) : 0
    return base(key, city, period) + from + delta(name, key, city, period)
}
export const changeOf = (name, key, city, period) => judged(delta(name, key, city, period), at(period).noise[city][index[key]])
export const shareOf = (name, key, city, period) => valueOf(name, key, city, period) / valueOf(name, 'pm25', city, period)

// What forms in the air; without nitrate nothing does.
const formedKeys = ['soa', 'sulfate', 'hms', 'nitrate', 'ammonium']
export const isFormed = (key) => has('nitrate') && formedKeys.includes(key)

// {adjusted, gas, free, limit: a key}
export const ratioOf = (name, city, period) => {
    const of = ((composition.ratios[period || 'mean'] || {})[name] || [])[city]
    return of && { adjusted: of[0], gas: of[1], free: of[2], limit: composition.limits[of[3]].key }
}
export const hasRatio = () => Object.keys(composition.ratios).length > 0

// {heated, other, ratio} or null
export const heatingOf = (key, city) => {
    const of = composition.heating && composition.heating.values[city][index[key]]
    return of && { heated: of[0], other: of[1], ratio: of[2] }
}
