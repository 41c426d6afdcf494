// Share of each measure by addition and by removal, the gap between the two, and by Shapley where some were asked for: a
// row a quantity, three or four columns a measure.
import { make, table } from './dom.js'
import { pollutantName } from './emissions.js'
import { deltaText, signedMass } from './format.js'
import { summary } from './model.js'
import { packageName, t } from './state.js'

// Sums over a ledger differ in their last bits; nothing below a gram is a share.
const GRAM_KT = 1e-9
// A concentration has a noise floor, an emission none; what was not run is null.
const show = (row, key) => {
    const value = row ? row[key] : null
    if (typeof value !== 'number') return '-'
    const noise = key === 'shapley' && typeof row.shapley_noise === 'number' ? row.shapley_noise : row.noise
    if (typeof noise === 'number') return deltaText(value, noise)
    return Math.abs(value) < GRAM_KT ? '0' : signedMass(value)
}
const quantityName = (key) => t().shareAir[key] || pollutantName(key)
const unique = (list) => [...new Set(list)]

export const shareSection = () => {
    const shares = summary.shares || []
    const packages = unique(shares.map((row) => row.package))
    if (!packages.length) return null
    return make('section', { id: 'shares' }, make('h2', null, t().shares), make('p', null, t().sharesLead), packages.map((name) => {
        const rows = shares.filter((row) => row.package === name)
        const measures = unique(rows.map((row) => row.measure)).filter((measure) => measure !== 'whole')
        const ways = ['addition', 'removal', 'gap'].concat(rows.some((row) => typeof row.shapley === 'number') ? ['shapley'] : [])
        const column = (text) => make('th', { scope: 'col' }, text)
        const heads = [
            [make('th.corner', { scope: 'col', rowspan: 2 }, t().quantity), make('th', { scope: 'col', rowspan: 2 }, packageName('whole')),
                measures.map((measure) => make('th', { scope: 'colgroup', colspan: ways.length }, packageName(measure)))].flat(),
            measures.flatMap(() => ways.map((key) => column(t()[key]))),
        ]
        const body = unique(rows.map((row) => row.quantity)).map((quantity) => {
            const of = (measure) => rows.find((row) => row.measure === measure && row.quantity === quantity)
            return make('tr', { 'data-quantity': quantity }, make('th', { scope: 'row' }, quantityName(quantity)), make('td', null, show(of('whole'), 'addition')),
                measures.map((measure) => ways.map((key) => make('td', null, show(of(measure), key)))))
        })
        return table(`${t().shares}${t().colon}${packageName(name)} (${t().shareUnit})`, heads, body, '.numbers.dense')
    }))
}
