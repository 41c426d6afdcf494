// Title, weather, periods; and the page in short.
import { make } from './dom.js'
import { deltaText, isHidden, localTime, signedPercent } from './format.js'
import { context, effect, emissions, origin, packageInfo, packages, reference, summary } from './model.js'
import { cityName, packageName, periodName, said, t } from './state.js'

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

export const head = (switchLanguage) => make('header.top', null,
    make('div.bar', null,
        make('p.brand', null, 'Lantian 蓝天'),
        make('button.language', { type: 'button', id: 'language', lang: t().lang === 'en' ? 'zh' : 'en', 'aria-label': t().otherLabel, onclick: switchLanguage }, t().other)),
    make('h1', null, said(summary, 'title') || summary.case),
    weatherBanner(),
    make('dl.facts', null,
        (summary.periods || []).map((period) => make('div', null,
            make('dt', null, `${t().period}${t().colon}${periodName(period.id)}`),
            make('dd', null, t().periodLine(localTime(period.start), localTime(period.end), period.spinup_h)),
            weatherOf(period) && make('dd', null, weatherOf(period)))),
        make('div', null, make('dt', null, t().baseYear), make('dd', null, String(summary.base_year)))))

// The city with the largest change of one sign that stands above the noise.
const extreme = (name, sign, period) => {
    let best = null
    for (const city of summary.cities) {
        const at = effect(city, name, period)
        if (!at || isHidden(at.pm25_delta_ugm3, at.pm25_noise_ugm3) || Math.sign(at.pm25_delta_ugm3) !== sign) continue
        if (!best || Math.abs(at.pm25_delta_ugm3) > Math.abs(best.at.pm25_delta_ugm3)) best = { city, at }
    }
    return best
}

// A change that rounds to nothing at two decimals is no headline.
const WORTH_A_LINE = 0.005

const periodLines = (name, period, label) => {
    const lines = []
    for (const [sign, text] of [[-1, t().largestLess], [1, t().largestMore]]) {
        const best = extreme(name, sign, period)
        if (!best || Math.abs(best.at.pm25_delta_ugm3) < WORTH_A_LINE) continue
        lines.push(make('li', null, label, make('b', null, deltaText(best.at.pm25_delta_ugm3, best.at.pm25_noise_ugm3)), ` µg/m³ ${text}${t().colon}${cityName(best.city)}`))
    }
    return lines
}

// Seasons differ more than measures do: each has its line.
const airLines = (name) => {
    const shown = summary.cities.filter((city) => {
        const at = effect(city, name, '')
        return at && !isHidden(at.pm25_delta_ugm3, at.pm25_noise_ugm3) && at.pm25_delta_ugm3 !== 0
    }).length
    const periods = summary.periods || []
    const lines = periods.length < 2 ? periodLines(name, '', '')
        : periods.flatMap((period) => periodLines(name, period.id, `${periodName(period.id)}${t().colon}`))
    lines.push(make('li', null, shown ? t().aboveNoise(shown) : t().noneAboveNoise))
    return lines
}

const massLines = (name) => {
    const from = emissions[name === reference ? 'base' : origin]
    const to = emissions[name]
    if (!from || !to) return null
    return ['SO2', 'NOx', 'PM2.5', 'NMVOC', 'CO2'].filter((key) => key in from).map((key) => make('li', null,
        `${key} `, make('b', null, from[key] ? `${signedPercent((to[key] - from[key]) / from[key])} %` : '-')))
}

const card = (name) => make('article.card', null,
    make('h3', null, packageName(name)),
    packageInfo(name) && make('p.small', null, said(packageInfo(name), 'title')),
    make('p.label', null, `PM2.5, ${name === reference ? t().overBase : reference ? t().overReference(packageName(reference)) : t().overBase}`),
    make('ul', null, airLines(name)),
    make('p.label', null, t().emissionsShort),
    make('ul.two', null, massLines(name)))

// A case without packages has no measure to speak of.
export const short = () => (reference || packages.length) && make('section', { id: 'short' },
    make('h2', null, t().short),
    make('p', null, t().shortLead, reference ? ` ${t().shortReference(packageName(reference))}` : ''),
    make('div.cards', null, [reference, ...packages].filter(Boolean).map(card)))
