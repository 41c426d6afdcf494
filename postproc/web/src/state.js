// What the reader chose; a change draws the page again. Nothing is remembered between two openings.
import { composition, context, packages, reference, summary, total } from './model.js'
import { hasOzone, meanValue } from './quantities.js'
import { texts } from './texts.js'

const several = (summary.periods || []).length > 1
// The period with the most ozone: what limits it matters there.
const sunny = (summary.periods || []).map((period) => period.id).reduce((best, id) => (!best || (hasOzone && meanValue('o3_mda8', id) > meanValue('o3_mda8', best)) ? id : best), '')
const dirty = (summary.periods || []).map((period) => period.id).reduce((best, id) => (!best || meanValue('pm25', id) > meanValue('pm25', best) ? id : best), '')
export const state = {
    lang: context.lang === 'zh' ? 'zh' : 'en',
    cityPeriod: several ? '' : (summary.periods[0] || {}).id,
    allMeans: false,
    mapPackage: total || packages[0] || reference,
    mapPeriod: several ? '' : (summary.periods[0] || {}).id,
    step: 'city:Shenyang',
    series: '',
    // The inventory: city ('' all), species and sector ('' all) of the map, species of the flow ('' all).
    invCity: '',
    invSpecies: 'NMVOC',
    invSector: '',
    invFlow: '',
    // With gas chemistry: what the city table and the map show, and the sections of ozone and of what limits it.
    cityQuantity: hasOzone ? 'together' : 'pm25',
    mapQuantity: 'pm25',
    ozonePackage: total || packages[0] || reference,
    ozonePeriod: sunny,
    regimeIndicator: '',
    regimeVariant: 'base',
    regimePeriod: sunny,
    // What PM2.5 is made of: the dirtiest period, the mean of the cities (the index after the last).
    compPeriod: composition ? dirty : '',
    compCity: summary.cities.length,
    nitrateVariant: 'base',
    stepPeriod: several ? '' : (summary.periods[0] || {}).id,
}

export const t = () => texts[state.lang]
// {x_en, x_zh} of the files: the language at hand, else the other.
export const said = (object, key) => {
    if (!object) return ''
    const first = object[`${key}_${state.lang}`]
    return first || object[`${key}_${state.lang === 'en' ? 'zh' : 'en'}`] || ''
}
export const cityName = (city) => (state.lang === 'zh' ? city.name_zh : city.name_en)
export const packageName = (name) => t().packageNames[name] || name
export const quantityName = (id) => t().quantityShort[id] || id
export const periodName = (id) => (id ? t().periodNames[id] || id : t().meanOfPeriods)
// '' is the mean over the periods and stands first where there is more than one.
export const periodOptions = () => {
    const ids = (summary.periods || []).map((period) => period.id)
    return (ids.length > 1 ? ['', ...ids] : ids).map((id) => ({ value: id, label: periodName(id) }))
}
