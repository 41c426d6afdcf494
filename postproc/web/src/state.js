// What the reader chose; a change draws the page again. Nothing is remembered between two openings but what a link says
// (address.js).
import { asked } from './address.js'
import { compared, composition, context, packages, reference, summary, total } from './model.js'
import { hasOzone, meanValue } from './quantities.js'
import { texts } from './texts.js'

const several = (summary.periods || []).length > 1
// The period with the most ozone: what limits it matters there.
const sunny = (summary.periods || []).map((period) => period.id).reduce((best, id) => (!best || (hasOzone && meanValue('o3_mda8', id) > meanValue('o3_mda8', best)) ? id : best), '')
const dirty = (summary.periods || []).map((period) => period.id).reduce((best, id) => (!best || meanValue('pm25', id) > meanValue('pm25', best) ? id : best), '')
// Where the address says nothing.
export const usual = { lang: context.lang === 'zh' ? 'zh' : 'en', package: total || packages[0] || reference }
export const state = {
    lang: asked('lang', ['en', 'zh']) || usual.lang,
    // The package of the whole page: one switch for map, tables, waterfalls, parts, targets.
    package: asked('package', compared) || usual.package,
    cityPeriod: several ? '' : (summary.periods[0] || {}).id,
    allMeans: false,
    mapPeriod: several ? '' : (summary.periods[0] || {}).id,
    step: 'city:Shenyang',
    // Measure by measure, and beside CO2.
    measureOf: 'NOx',
    besideOf: 'NOx',
    series: '',
    // The inventory: city ('' all), species and sector ('' all) of the map, species of the flow ('' all).
    invCity: '',
    invSpecies: 'NMVOC',
    invSector: '',
    invFlow: '',
    // With gas chemistry: what the city table and the map show, and the sections of ozone and of what limits it.
    cityQuantity: hasOzone ? 'together' : 'pm25',
    mapQuantity: 'pm25',
    ozonePeriod: sunny,
    regimeIndicator: '',
    regimeOf: 'base', // or 'package'
    regimePeriod: sunny,
    isoPeriod: sunny,
    isoCity: 'Shenyang',
    // Alerts: which one of which period, what is shown of the air, the place of the emissions.
    alertOf: '',
    alertSpecies: 'PM2.5',
    alertPlace: 'Liaoning',
    // Near the sources: place, period, pollutant; '' the first.
    nearSite: '',
    nearPeriod: '',
    nearKind: '',
    // What PM2.5 is made of: the dirtiest period, the mean of the cities (the index after the last).
    compPeriod: composition ? dirty : '',
    compCity: summary.cities.length,
    nitrateOf: 'base',
    stepPeriod: several ? '' : (summary.periods[0] || {}).id,
}

export const t = () => texts[state.lang]
// {x_en, x_zh} of the files: the language at hand, else the other.
export const said = (object, key) => {
    if (!object) return ''
    const first = object[`${key}_${state.lang}`]
    return first || object[`${key}_${state.lang === 'en' ? 'zh' : 'en'}`] || ''
}
// How a document binds: its own word, or what that is in English.
export const forceWord = (one) => (state.lang === 'zh' ? one.word_zh : t().forces[one.force] || one.force)
// The base, or what the page's package makes of it.
export const variantOptions = () => [{ value: 'base', label: packageName('base') }, state.package && { value: 'package', label: t().withPackage(packageName(state.package)) }].filter(Boolean)
export const cityName = (city) => (state.lang === 'zh' ? city.name_zh : city.name_en)
export const packageName = (name) => t().packageNames[name] || name
export const quantityName = (id) => t().quantityShort[id] || id
export const periodName = (id) => (id ? t().periodNames[id] || id : t().meanOfPeriods)
// '' is the mean over the periods and stands first where there is more than one.
export const periodOptions = () => {
    const ids = (summary.periods || []).map((period) => period.id)
    return (ids.length > 1 ? ['', ...ids] : ids).map((id) => ({ value: id, label: periodName(id) }))
}
