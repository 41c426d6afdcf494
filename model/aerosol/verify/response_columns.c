#include "model/aerosol/verify/response_columns.h"

#include "model/aerosol/paths.h"

static const struct measure {
    const char *text;
    double cut[LT_N_HAZE_CUTS]; /* % */
} measures[LT_N_MEASURES] = {
#define MEASURE(name, text, ...) {text, {__VA_ARGS__}},
    LT_MEASURE_LIST(MEASURE)
#undef MEASURE
};
enum { DAYS = 4 }; /* air stays in a column for 7 to 16 h */

const char *lt_measure_text(lt_measure measure) {
    return measures[measure].text;
}

const char *lt_measure_air_name(lt_measure_air air) {
    static const char *const names[LT_N_MEASURE_AIRS] = {"prefecture", "districts", "districts alone"};
    return names[air];
}

lt_status lt_measures_run(lt_haze_season season, lt_haze_case *out) {
    static lt_haze_column columns[LT_N_MEASURE_AIRS * LT_N_MEASURES];
    for (int air = 0; air < LT_N_MEASURE_AIRS; ++air)
        for (int m = 0; m < LT_N_MEASURES; ++m) {
            lt_haze_column *c = &columns[lt_measure_column((lt_measure_air)air, (lt_measure)m)];
            for (int p = 0; p < LT_N_HAZE_CUTS; ++p) c->left[p] = 1.0 - 0.01 * measures[m].cut[p];
            c->place = air == LT_AIR_PREFECTURE ? LT_HAZE_PREFECTURE : LT_HAZE_DISTRICTS;
            c->outside = air == LT_AIR_PREFECTURE ? -1 : air == LT_AIR_DISTRICTS ? m : LT_MEASURE_base;
        }
    const lt_haze_setup setup = {season, DAYS, LT_N_MEASURE_AIRS * LT_N_MEASURES, columns, LT_PATHS_DEFAULT};
    return lt_haze_run(&setup, out);
}
