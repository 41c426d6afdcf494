// Amounts that postproc/report_inventory.c wrote as two signs each: n = 64 a + b; 0 is nothing, else
// largest 10^(6 (n - 4095) / 4094).
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export const decode = ([largest, codes]) => {
    const out = new Float64Array(codes.length / 2)
    for (let q = 0; q < out.length; q++) {
        const n = 64 * signs.indexOf(codes[2 * q]) + signs.indexOf(codes[2 * q + 1])
        out[q] = n ? largest * 10 ** ((6 * (n - 4095)) / 4094) : 0
    }
    return out
}
