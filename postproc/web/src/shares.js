// Share of each measure by addition and by removal, the gap between the two, and by Shapley where some were asked for: a
// row a quantity, three or four columns a measure.
import { column, make, table } from './dom.js'
import { pollutantName } from './emissions.js'
import { effectText, isNumber } from './format.js'
import { summary } from './model.js'
import { packageName, t } from './state.js'

const show = (row, key) => (row ? effectText(row[key], key === 'shapley' && isNumber(row.shapley_noise) ? row.shapley_noise : row.noise) : '-')
const quantityName = (key) => t().shareAir[key] || pollutantName(key)
const unique = (list) => [...new Set(list)]

export const shareSection = () => {
    const shares = summary.shares || []
    const packages = unique(shares.map((row) => row.package))
    if (!packages.length) return null
    return make('section', { id: 'shares' }, make('h2', null, t().shares), make('p', null, t().sharesLead), packages.map((name) => {
        const rows = shares.filter((row) => row.package === name)
        const measures = unique(rows.map((row) => row.measure)).filter((measure) => measure !== 'whole')
        const ways = ['addition', 'removal', 'gap'].concat(rows.some((row) => isNumber(row.shapley)) ? ['shapley'] : [])
        const heads = [
            [column(t().quantity, '.corner', { rowspan: 2 }), column(packageName('whole'), '', { rowspan: 2 }),
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
