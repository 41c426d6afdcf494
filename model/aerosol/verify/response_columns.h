/* response_columns.h - measures in columns of haze: every measure in three airs. */
#ifndef LT_RESPONSE_COLUMNS_H
#define LT_RESPONSE_COLUMNS_H

#include "model/aerosol/verify/haze_case.h"

/* X(name, text, SO2, NOx, NH3, VOC, CO, primary): what is cut, %. */
#define LT_MEASURE_LIST(X)                                                                                             \
    X(base, "base", 0, 0, 0, 0, 0, 0)                                                                                  \
    X(nox_10, "NOx -10 %", 0, 10, 0, 0, 0, 0)                                                                          \
    X(nox_20, "NOx -20 %", 0, 20, 0, 0, 0, 0)                                                                          \
    X(nox_30, "NOx -30 %", 0, 30, 0, 0, 0, 0)                                                                          \
    X(nox_50, "NOx -50 %", 0, 50, 0, 0, 0, 0)                                                                          \
    X(nox_70, "NOx -70 %", 0, 70, 0, 0, 0, 0)                                                                          \
    X(nh3_20, "NH3 -20 %", 0, 0, 20, 0, 0, 0)                                                                          \
    X(nh3_40, "NH3 -40 %", 0, 0, 40, 0, 0, 0)                                                                          \
    X(nh3_50, "NH3 -50 %", 0, 0, 50, 0, 0, 0)                                                                          \
    X(nh3_60, "NH3 -60 %", 0, 0, 60, 0, 0, 0)                                                                          \
    X(nh3_80, "NH3 -80 %", 0, 0, 80, 0, 0, 0)                                                                          \
    X(nh3_100, "NH3 -100 %", 0, 0, 100, 0, 0, 0)                                                                       \
    X(so2_30, "SO2 -30 %", 30, 0, 0, 0, 0, 0)                                                                          \
    X(voc_30, "VOC -30 %", 0, 0, 0, 30, 0, 0)                                                                          \
    X(primary_30, "primary particles -30 %", 0, 0, 0, 0, 0, 30)                                                        \
    X(all_10, "all -10 %", 10, 10, 10, 10, 10, 10)                                                                     \
    X(all_20, "all -20 %", 20, 20, 20, 20, 20, 20)                                                                     \
    X(all_30, "all -30 %", 30, 30, 30, 30, 30, 30)                                                                     \
    X(all_36, "all -36 %", 36, 36, 36, 36, 36, 36)                                                                     \
    X(covid, "NOx -46 %, VOC -32 %", 0, 46, 0, 32, 0, 0)                                                               \
    X(again, "base again", 0, 0, 0, 0, 0, 0)

typedef enum lt_measure {
#define LT_MEASURE_ENUM(name, ...) LT_MEASURE_##name,
    LT_MEASURE_LIST(LT_MEASURE_ENUM) LT_N_MEASURES
#undef LT_MEASURE_ENUM
} lt_measure;

/* The prefecture in clean air; its districts in the air of the prefecture, which takes the same measure; the districts
 * alone, while the prefecture around goes on as it did. */
typedef enum lt_measure_air {
    LT_AIR_PREFECTURE,
    LT_AIR_DISTRICTS,
    LT_AIR_DISTRICTS_ALONE,
    LT_N_MEASURE_AIRS
} lt_measure_air;

const char *lt_measure_text(lt_measure measure);
const char *lt_measure_air_name(lt_measure_air air);
/* All measures in all airs of a season. As lt_haze_run. */
lt_status lt_measures_run(lt_haze_season season, lt_haze_case *out);
static inline int lt_measure_column(lt_measure_air air, lt_measure measure) {
    return (int)air * LT_N_MEASURES + (int)measure;
}

#endif
