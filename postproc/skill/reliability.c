#include "postproc/skill/reliability.h"

#include "postproc/skill/paired.h"

#include <math.h>

static const double unit = 0x1p-40;

void lt_reliability_add(lt_reliability *table, double p, int of_members, bool came) {
    const bool own = of_members > 0 && of_members < LT_RELIABILITY_BINS;
    const int bin = (int)floor(p * (own ? of_members : LT_RELIABILITY_BINS - 1) + 0.5);
    table->n++;
    table->came += came;
    lt_paired_add_product(&table->square, p - came, p - came);
    table->bin_n[bin]++;
    table->bin_came[bin] += came;
    table->bin_p[bin] += llrint(p / unit);
}

lt_reliability_score lt_reliability_finish(const lt_reliability *table) {
    lt_reliability_score out = {.n = table->n, .too_few = table->n < LT_FEW_PAIRS};
    const double n = (double)table->n, mean = n > 0 ? (double)table->came / n : NAN;
    out.brier = n > 0 ? lt_exactsum_value(&table->square) / n : NAN;
    out.uncertainty = mean * (1 - mean);
    for (int k = 0; k < LT_RELIABILITY_BINS; k++) {
        out.bin_n[k] = table->bin_n[k];
        out.bin_p[k] = out.bin_share[k] = NAN;
        if (table->bin_n[k] == 0) continue;
        const double count = (double)table->bin_n[k];
        const double share = (double)table->bin_came[k] / count;
        const double p = (double)table->bin_p[k] * unit / count;
        out.bin_p[k] = p;
        out.bin_share[k] = share;
        out.reliability += count * (p - share) * (p - share);
        out.resolution += count * (share - mean) * (share - mean);
    }
    out.reliability = n > 0 ? out.reliability / n : NAN;
    out.resolution = n > 0 ? out.resolution / n : NAN;
    out.within = out.brier - (out.reliability - out.resolution + out.uncertainty);
    out.skill = out.uncertainty > 0 ? 1 - out.brier / out.uncertainty : NAN;
    return out;
}
