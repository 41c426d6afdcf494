#include "postproc/skill/contingency.h"

#include <math.h>

void lt_contingency_add(lt_contingency *table, bool forecast, bool observed) {
    long *const count =
        forecast ? (observed ? &table->hits : &table->false_alarms) : (observed ? &table->misses : &table->neither);
    ++*count;
}

static double share(double part, double whole) {
    return whole > 0 ? part / whole : NAN;
}

lt_contingency_score lt_contingency_finish(const lt_contingency *table) {
    const double a = (double)table->hits, b = (double)table->false_alarms, c = (double)table->misses;
    const double n = a + b + c + (double)table->neither, chance = n > 0 ? (a + b) * (a + c) / n : 0;
    return (lt_contingency_score){
        .pod = share(a, a + c),
        .far = share(b, a + b),
        .csi = share(a, a + b + c),
        .frequency_bias = share(a + b, a + c),
        .ets = share(a - chance, a + b + c - chance),
    };
}
