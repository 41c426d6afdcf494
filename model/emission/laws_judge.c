/* laws_judge.c - all faults of the group laws of a file of emissions (inventory/README.md describes it). */
#include "model/emission/climatology.h"
#include "model/emission/laws.h"

#include <float.h>
#include <stdio.h>

static lt_status judge_year(lt_ncr *file) {
    lt_climatology year;
    size_t nx, ny;
    LT_TRY(lt_ncr_dim(file, "x", &nx));
    LT_TRY(lt_ncr_dim(file, "y", &ny));
    lt_status status = lt_climatology_read(file, nx * ny, lt_ncr_has(file, "laws/shortwave"), &year);
    lt_climatology_free(&year);
    return status;
}

lt_status lt_laws_judge(lt_ncr *file, lt_faults *faults) {
    static const lt_ncr_want head[] = {{"laws/count", "1", "", 0, 1000, true}, {"laws/name", NULL, "law", 0, 0, true}};
    static const lt_ncr_want wants[] = {{"laws/law", "1", "potential", 0, 63, false},
                                        {"laws/profile", "1", "potential", -1, 63, false},
                                        {"laws/steady_share", "1", "potential", 0, 1, false},
                                        {"laws/month_share", "1", "potential month", 0, 1, false},
                                        {"laws/hour_weight", "1", "potential hour", 0, 24, false},
                                        {"laws/point_potential", "1", "point", -1, 1000, false},
                                        {"laws/temperature", "K", "month y x", 200, 330, false},
                                        {"laws/day_departure", "K", "month day", -40, 40, false},
                                        {"laws/hour_departure", "K", "month hour", -40, 40, false},
                                        {"laws/shortwave", "W m-2", "month hour", 0, 1400, true},
                                        {"laws/heating_first", "1", "y x", 101, 1231, false},
                                        {"laws/heating_last", "1", "y x", 101, 1231, false}};
    const long before = faults->n;
    double count = 0;
    LT_TRY(lt_ncr_judge(file, head, 2, faults));
    if (faults->n > before || !lt_ncr_has(file, "laws/count")) return LT_OK;
    LT_TRY(lt_ncr_get_double(file, "laws/count", "1", 1, &count));
    if (count == 0) return LT_OK;
    LT_TRY(lt_ncr_judge(file, wants, sizeof wants / sizeof *wants, faults));
    if (faults->n == before) LT_TRY(lt_faults_take(faults, judge_year(file)));
    return LT_OK;
}
