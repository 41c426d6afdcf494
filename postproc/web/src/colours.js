// ColorBrewer (Brewer 2002): RdBu for changes, told apart by colour-blind people; the same stops as the PNG maps
// (postproc/map_layout.c). Dark2 for categories, whose first three are safe too.
export const GREY = '#ececec'
const stops = [[5, 48, 97], [33, 102, 172], [67, 147, 195], [146, 197, 222], [209, 229, 240], [255, 255, 255],
    [253, 219, 199], [244, 165, 130], [214, 96, 77], [178, 24, 43], [103, 0, 31]]

const mix = (position) => {
    const at = Math.min(10, Math.max(0, position))
    const low = Math.min(9, Math.floor(at))
    return stops[low].map((part, n) => part + (stops[low + 1][n] - part) * (at - low))
}

export const change = (value, scale) => `rgb(${mix(5 + (5 * value) / scale).map(Math.round).join(',')})`
// Paler, behind a number in black.
export const tint = (value, scale) => `rgb(${mix(5 + (2.2 * value) / scale).map(Math.round).join(',')})`
export const ramp = () => `linear-gradient(to right,${stops.map((stop) => `rgb(${stop.join(',')})`).join(',')})`

// The largest change, rounded up as on the PNG maps.
export const niceScale = (largest) => {
    if (!(largest > 0)) return 0.1
    const power = 10 ** Math.floor(Math.log10(largest))
    return ([1, 1.5, 2, 3, 5, 8, 10].find((step) => largest <= step * power * (1 + 1e-12)) || 10) * power
}

export const categories = ['#1b9e77', '#d95f02', '#7570b3', '#e7298a', '#66a61e', '#e6ab02', '#666666']
// What limits ozone: ColorBrewer's PuOr, told apart by colour-blind people.
export const regimes = { voc_limited: '#f1a340', transitional: '#fff2c4', nox_limited: '#a79dd1', none: GREY }
// What limits nitrate: PuOr again, and greys.
export const limits = { hno3_limited: '#f1a340', nh3_limited: '#a79dd1', in_doubt: '#fff2c4', little_nitrate: GREY }
export const less = '#2166ac'
export const more = '#b2182b'
export const whole = '#4d4d4d'
export const rest = '#b3b3b3'

// One colour a sector: ColorBrewer's Paired, then four more.
export const sectorColours = ['#1f78b4', '#a6cee3', '#6a3d9a', '#cab2d6', '#b15928', '#e31a1c', '#fb9a99', '#ff7f00', '#fdbf6f', '#ffe14d', '#33a02c', '#b2df8a', '#8c9a5b', '#8d8d8d', '#3b3b3b', '#5cc8c0', '#c9c9c9', '#d4a6c8', '#86bcb6']
// ColorBrewer's YlOrRd for amounts, palest first.
export const amounts = ['#ffffe5', '#ffeda0', '#fed976', '#feb24c', '#fd8d3c', '#fc4e2a', '#e31a1c', '#bd0026', '#800026']

// Parts of PM2.5: of ColorBrewer's Paired, as aerosol mass spectra are drawn (organics green, sulfate red, nitrate blue,
// ammonium orange).
export const componentColours = {
    poa: '#33a02c', soa: '#b2df8a', om: '#33a02c', bc: '#222222', sulfate: '#e31a1c', hms: '#fb9a99', nitrate: '#1f78b4', ammonium: '#ff7f00',
    chloride: '#cab2d6', sodium: '#6a3d9a', crustal_ions: '#fdbf6f', soil: '#b15928', pm_other: '#b0b0b0',
}
