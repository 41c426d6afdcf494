/* emission_judge.c - all faults of a file of emissions (inventory/README.md describes it). */
#include "model/emission/emission.h"

#include "model/emission/laws.h"
#include "model/emission/mapping.h"
#include "model/emission/emitted_hours.h"
#include "model/state/hours.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a profile does not place would be lost (area.c). */
static lt_status judge_profiles(lt_ncr *file, lt_faults *faults) {
    size_t n = 0, nz = 0;
    double *share;
    LT_TRY(lt_ncr_dim(file, "profile", &n));
    LT_TRY(lt_ncr_dim(file, "z", &nz));
    LT_TRY(lt_calloc(n * nz, sizeof *share, &share));
    lt_status status = lt_ncr_get_double(file, "area/profile_fraction", "1", n * nz, share);
    for (size_t p = 0; p < n && status == LT_OK; p++) {
        double sum = 0;
        for (size_t k = 0; k < nz; k++) sum += share[p * nz + k];
        if (fabs(sum - 1) <= 1e-6) continue;
        status = lt_faults_take(
            faults, LT_RAISE(LT_ERR_INPUT, .what = "the shares of a height profile do not make one",
                             .where = lt_fmt("%s, area/profile_fraction, profile %zu", lt_ncr_path(file), p),
                             .expected = "shares of 0 and more that sum to 1", .found = lt_fmt("a sum of %.9g", sum),
                             .todo = "make the emissions again with `lantian run`"));
    }
    lt_free(share);
    return status;
}

/* Dimensions that a field by terms has, whatever their number; those of hours where it is there by the hour, or not. */
static void name_dims(lt_ncr *file, const char *variable, const char *hours, char out[96]) {
    lt_ncr_shape shape;
    snprintf(out, 96, "%s", hours);
    if (!lt_ncr_has(file, variable) || lt_emitted_by_hours(file, variable)) return;
    if (lt_ncr_get_shape(file, variable, &shape) != LT_OK)
        lt_error_clear();
    else if (shape.n == 3 && strncmp(shape.dim[0], "terms_", 6) == 0)
        snprintf(out, 96, "%s y x", shape.dim[0]);
}

/* Terms and their numbers fit, and the first hour is one of rates. */
static lt_status judge_terms(lt_ncr *file, const char *name, bool mol) {
    lt_emitted_field field = {.mol = mol};
    lt_emitted_hours *rates;
    double *v = NULL;
    snprintf(field.name, sizeof field.name, "%s", name);
    LT_TRY(lt_emitted_hours_open(file, &rates));
    lt_status status = lt_calloc(lt_emitted_hours_size(rates, LT_EMITTED_AREA), sizeof *v, &v);
    if (status == LT_OK) status = lt_emitted_hours_get(rates, LT_EMITTED_AREA, &field, 0, v);
    lt_free(v);
    lt_emitted_hours_close(rates);
    return status;
}

/* Rates, amounts and potentials of one name; what a run must have is not optional. */
static lt_status judge_field(lt_ncr *file, const char *name, bool mol, bool optional, lt_faults *faults) {
    char area[64], points[64], area_law[64], points_law[64], dims[2][96];
    const char *rate = mol ? "mol s-1" : "kg s-1", *amount = mol ? "mol" : "kg";
    snprintf(area, sizeof area, "area/%.31s", name);
    snprintf(points, sizeof points, "points/%.31s", name);
    snprintf(area_law, sizeof area_law, "laws/area/%.31s", name);
    snprintf(points_law, sizeof points_law, "laws/points/%.31s", name);
    name_dims(file, area, "time profile y x", dims[0]);
    name_dims(file, area_law, "potential y x", dims[1]);
    const bool terms = strcmp(dims[0], "time profile y x") != 0,
               year = lt_ncr_has(file, points) && !lt_emitted_by_hours(file, points);
    const lt_ncr_want wants[] = {{area, terms ? amount : rate, dims[0], 0, DBL_MAX, optional},
                                 {points, year ? amount : rate, year ? "rows point" : "time point", 0, DBL_MAX, true},
                                 {area_law, amount, dims[1], 0, DBL_MAX, true},
                                 {points_law, amount, "point", 0, DBL_MAX, true}};
    const long before = faults->n;
    LT_TRY(lt_ncr_judge(file, wants, 4, faults));
    return terms && faults->n == before ? lt_faults_take(faults, judge_terms(file, name, mol)) : LT_OK;
}

/* Of the lumps those that `chemistry: off` carries, of a mechanism all that the file has. */
static lt_status judge_fields(lt_ncr *file, lt_faults *faults) {
    char mechanism[32] = "simple";
    if (lt_ncr_has_attr(file, NULL, "mechanism"))
        LT_TRY(lt_ncr_attr_text(file, NULL, "mechanism", mechanism, sizeof mechanism));
    if (strcmp(mechanism, "simple") != 0) {
        lt_emitted_field *fields;
        int n;
        lt_status status = lt_emitted_list(file, faults, &fields, &n);
        for (int f = 0; f < n && status == LT_OK; f++)
            status = judge_field(file, fields[f].name, fields[f].mol, true, faults);
        lt_free(fields);
        return status;
    }
    for (int s = 0; s < LT_N_SPECIES; s++)
        LT_TRY(judge_field(file, lt_passive_species[s].emitted, false, false, faults));
    return LT_OK;
}

lt_status lt_emission_judge(lt_ncr *file, lt_faults *faults) {
    static const lt_ncr_want fixed[] = {{"area/profile_fraction", "1", "profile z", 0, 1, false},
                                        {"points/x", "m", "point", -DBL_MAX, DBL_MAX, false},
                                        {"points/y", "m", "point", -DBL_MAX, DBL_MAX, false},
                                        {"points/height", "m", "point", 0, 1000, false},
                                        {"points/diameter", "m", "point", 0, 100, false},
                                        {"points/exit_temperature", "K", "point", 0, 3000, false},
                                        {"points/exit_velocity", "m s-1", "point", 0, 200, false}};
    static const lt_ncr_want courses[] = {{"courses/rate", "s-1", "time course", 0, 1, false},
                                          {"points/course", "1", "rows point", 0, DBL_MAX, false}};
    static const lt_ncr_want assumed[] = {{"points/place_assumed", "1", "point", 0, 1, false}};
    const long before = faults->n;
    LT_TRY(lt_ncr_judge(file, fixed, sizeof fixed / sizeof *fixed, faults));
    if (lt_ncr_has(file, "points/place_assumed")) LT_TRY(lt_ncr_judge(file, assumed, 1, faults));
    if (faults->n == before) LT_TRY(lt_faults_take(faults, judge_profiles(file, faults)));
    if (lt_ncr_has(file, "courses/rate")) LT_TRY(lt_ncr_judge(file, courses, 2, faults));
    LT_TRY(judge_fields(file, faults));
    LT_TRY(lt_laws_judge(file, faults));
    return lt_hours_judge(file, "the table of emissions", faults);
}
