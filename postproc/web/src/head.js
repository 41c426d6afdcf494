// Title, weather, periods; and the page in short.
import { make } from './dom.js'
import { NOISE_FACTOR, localTime, signedPercent } from './format.js'
import { compared, context, emissions, originOf, packageInfo, packages, reference, summary } from './model.js'
import { WORTH_SAYING, change, counts, hasOzone, meanChange, reading } from './quantities.js'
import { cityName, packageName, periodName, quantityName, said, t } from './state.js'

// Weather of no date (made from statistics, or one state held) is warned of; the other kinds say what they are.
const weatherBanner = () => {
    const kind = summary.weather_kind, [badge, note] = t().weatherKinds[kind]
    return make(`div.banner${kind === 'synthetic' || kind === 'held' ? '.synthetic' : ''}`, { role: 'note' },
        make('strong.badge', null, badge),
        make('div', null,
            make('p', null, said(summary, 'weather_label')),
            make('p.small', null, note)))
}

// A period whose weather is another one than the banner's says so.
const weatherOf = (period) => {
    const own = (context.weather || {})[period.id]
    return own && own.label_en !== summary.weather_label_en ? said(own, 'label') : ''
}

const several = (summary.periods || []).length > 1

export const head = (switchLanguage) => make('header.top', null,
    make('div.bar', null,
        make('p.brand', null, 'Lantian 蓝天'),
        make('button.language', { type: 'button', id: 'language', lang: t().lang === 'en' ? 'zh' : 'en', 'aria-label': t().otherLabel, onclick: switchLanguage }, t().other)),
    make('h1', null, said(summary, 'title') || summary.case),
    weatherBanner(),
    make('dl.facts', null,
        (summary.periods || []).map((period) => make('div', null,
            make('dt', null, `${t().period}${t().colon}${periodName(period.id)}`),
            make('dd', null, t().periodLine(localTime(period.start), localTime(period.end), period.spinup_h), several && typeof period.weight === 'number' ? t().periodWeight((100 * period.weight).toFixed(1)) : ''),
            weatherOf(period) && make('dd', null, weatherOf(period)))),
        make('div', null, make('dt', null, t().baseYear), make('dd', null, said(summary, 'base_year_label') || String(summary.base_year)))))

// The city with the largest change of one sign that stands above the noise.
const extreme = (name, sign, id, period) => {
    let best = null
    for (const city of summary.cities) {
        const one = change(city, name, id, period)
        if (!one || one.hidden || Math.sign(one.delta) !== sign) continue
        if (!best || Math.abs(one.delta) > Math.abs(best.one.delta)) best = { city, one }
    }
    return best
}

const extremes = (name, id, period) => [-1, 1].map((sign) => extreme(name, sign, id, period)).filter((best) => best && counts(best.one))

const periodLines = (name, period, label) => extremes(name, 'pm25', period).map(({ city, one }) => make('li', null, label,
    make('b', null, one.text), ` µg/m³ ${one.delta < 0 ? t().largestLess : t().largestMore}${t().colon}${cityName(city)}`))

const noiseLine = (name, id) => {
    const shown = summary.cities.filter((city) => { const one = change(city, name, id, ''); return one && !one.hidden }).length
    return shown ? t().aboveNoise(shown) : t().noneAboveNoise
}

// Seasons differ more than measures do: each has its line.
const airLines = (name) => {
    const periods = summary.periods || []
    const lines = periods.length < 2 ? periodLines(name, '', '')
        : periods.flatMap((period) => periodLines(name, period.id, `${periodName(period.id)}${t().colon}`))
    return [...lines, make('li', null, noiseLine(name, 'pm25'))]
}

const why = (city, name, period) => make('span.why', null, t().readings[reading(change(city, name, 'o3_mda8', period), change(city, name, 'ox_day', period))])
const meanLine = (one) => make(`div${!counts(one) ? '.soft' : one.delta < 0 ? '.less' : '.more'}`, { 'data-mean': true }, make('b', null, counts(one) ? one.text : t().belowNoise), ` ${t().meanOfCities}`)
// PM2.5 and ozone beside each other, a row a season: the mean, then the largest fall and the largest rise among the cities,
// of ozone with what it is (section ozone).
const airTable = (name) => {
    const ids = ['pm25', 'o3_mda8']
    const cell = (id, period) => make('td', null, extremes(name, id, period).length > 0 && meanLine(meanChange(name, id, period)), extremes(name, id, period).map(({ city, one }) => make(`div${one.delta < 0 ? '.less' : '.more'}`, null,
        make('b', null, one.text), ` ${cityName(city)}`, id === 'o3_mda8' && why(city, name, period))), extremes(name, id, period).length === 0 && make('span.soft', null, t().belowNoise))
    return make('table.seasons', null,
        make('thead', null, make('tr', null, make('td', null), ids.map((id) => make('th', { scope: 'col' }, quantityName(id))))),
        make('tbody', null, (summary.periods || []).map((period) => make('tr', null, make('th', { scope: 'row' }, periodName(period.id)), ids.map((id) => cell(id, period.id))))))
}

const massLines = (name) => {
    const from = emissions[originOf(name)]
    const to = emissions[name]
    if (!from || !to) return null
    return ['SO2', 'NOx', 'PM2.5', 'NMVOC', 'CO2'].filter((key) => key in from).map((key) => make('li', null,
        `${key} `, make('b', null, from[key] ? `${signedPercent((to[key] - from[key]) / from[key])} %` : '-')))
}

const card = (name) => make('article.card', null,
    make('h3', null, packageName(name)),
    packageInfo(name) && make('p.small', null, said(packageInfo(name), 'title')),
    make('p.label', null, `${hasOzone ? t().airShort : 'PM2.5, '}${name === reference ? t().overBase : reference ? t().overReference(packageName(reference)) : t().overBase}`),
    hasOzone ? airTable(name) : make('ul', null, airLines(name)),
    make('p.label', null, t().emissionsShort),
    make('ul.two', null, massLines(name)))

// A case without packages has no measure to speak of.
export const short = () => (reference || packages.length) && make('section', { id: 'short' },
    make('h2', null, t().short),
    make('p', null, hasOzone ? `${t().shortLeadOzone} ${t().seasonsKey} ${t().countsKey(WORTH_SAYING, NOISE_FACTOR)}` : t().shortLead, reference ? ` ${t().shortReference(packageName(reference))}` : ''),
    make(`div.cards${hasOzone ? '.wide' : ''}`, null, compared.map(card)))
