/* cf_levels.c - levels of a CF file: pressures, hybrid coefficients, or one level whose height counts.
 *
 *   p = ap + b ps,  or  p = a p0 + b ps      (CF-1.10, appendix D, hybrid sigma pressure; formula_terms)
 *
 * cdo writes hyam, hybm for layers and hyai, hybi for their edges; ECMWF's layers lie half way of the edges. Fields may
 * have levels of their own (GFS has humidity on fewer): the file's levels are all of them, and a field is missing where
 * it has none. */
#include "model/met/gridded/readers/cf.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static lt_status raise_coefficients(lt_cf *cf, const char *dim, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "model levels without their coefficients",
                    .where = lt_fmt("%s, dimension %s", cf->path, dim),
                    .expected = "formula_terms (ap, b) or variables hyam and hybm (hyai, hybi)", .found = found,
                    .todo =
                        "convert the GRIB file with cdo -f nc copy, which keeps them, or read the GRIB file itself");
}

/* Values of a variable [n], or NULL if it is not there or has another length. */
static lt_status optional_numbers(lt_cf *cf, const char *name, size_t *n, double **out) {
    lt_ncr_shape shape;
    *out = NULL;
    if (!lt_ncr_has(cf->file, name)) return LT_OK;
    LT_TRY(lt_ncr_get_shape(cf->file, name, &shape));
    if (shape.n > 1) return LT_OK;
    *n = shape.n ? shape.length[0] : 1;
    LT_TRY(lt_calloc(*n, sizeof **out, out));
    return lt_ncr_get_double(cf->file, name, NULL, *n, *out);
}

/* "term" of formula_terms "a: hyam b: hybm p0: p0 ps: aps". */
static bool formula_term(const char *text, const char *term, char *name, size_t size) {
    size_t n = strlen(term);
    for (const char *at = text; (at = strstr(at, term)) != NULL; at += n) {
        if ((at != text && at[-1] != ' ') || at[n] != ':') continue;
        char format[16];
        snprintf(format, sizeof format, " %%%zus", size - 1);
        return sscanf(at + n + 1, format, name) == 1;
    }
    return false;
}

/* Coefficients of `n` levels from two variables; halves: they are of the edges; level: numbers from 1 of a part. */
static lt_status take_pair(lt_cf *cf, lt_cf_axis *axis, const char *a_name, const char *b_name, double scale,
                           bool halves, const double *level, bool *done) {
    double *a = NULL, *b = NULL;
    size_t n_a = 0, n_b = 0;
    lt_status status = optional_numbers(cf, a_name, &n_a, &a);
    if (status == LT_OK) status = optional_numbers(cf, b_name, &n_b, &b);
    long n = (long)n_a - (halves ? 1 : 0);
    *done = status == LT_OK && a && b && n_a == n_b && n >= axis->n;
    for (int k = 0; k < axis->n && *done; k++) {
        long at = n == axis->n ? k : level ? lround(level[k]) - 1 : -1;
        *done = at >= 0 && at < n;
        if (!*done) break;
        axis->a[k] = scale * (halves ? 0.5 * (a[at] + a[at + 1]) : a[at]);
        axis->b[k] = halves ? 0.5 * (b[at] + b[at + 1]) : b[at];
    }
    lt_free(a);
    lt_free(b);
    return status;
}

static lt_status read_hybrid(lt_cf *cf, lt_cf_axis *axis, const double *level) {
    char terms[256], a[64], b[64], p0[64];
    double scale = 1.0, *number = NULL;
    bool done = false;
    if (lt_foreign_text(cf->file, axis->dim, "formula_terms", terms, sizeof terms) &&
        formula_term(terms, "b", b, sizeof b)) {
        if (!formula_term(terms, "ap", a, sizeof a) && formula_term(terms, "a", a, sizeof a) &&
            formula_term(terms, "p0", p0, sizeof p0)) {
            size_t n = 0;
            LT_TRY(optional_numbers(cf, p0, &n, &number));
            if (number) scale = number[0];
            lt_free(number);
        }
        LT_TRY(take_pair(cf, axis, a, b, scale, false, NULL, &done));
    }
    if (!done) LT_TRY(take_pair(cf, axis, "hyam", "hybm", 1.0, false, level, &done));
    if (!done) LT_TRY(take_pair(cf, axis, "hyai", "hybi", 1.0, true, level, &done));
    if (!done) return raise_coefficients(cf, axis->dim, lt_fmt("%d numbers of levels alone", axis->n));
    for (int k = 0; k < axis->n; k++)
        if (!(axis->a[k] >= 0.0 && axis->a[k] < 1.2e5 && axis->b[k] >= 0.0 && axis->b[k] <= 1.0 + 1e-9))
            return raise_coefficients(cf, axis->dim, lt_fmt("a %g Pa, b %g of level %d", axis->a[k], axis->b[k], k));
    return LT_OK;
}

static bool is_hybrid(lt_cf *cf, const char *dim) {
    char text[128];
    static const char *const names[] = {"hybrid", "model_level", "model_level_number", "mlev"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(dim, names[k]) == 0) return true;
    if (lt_foreign_text(cf->file, dim, "standard_name", text, sizeof text) && strstr(text, "hybrid")) return true;
    if (lt_foreign_text(cf->file, dim, "long_name", text, sizeof text) && strstr(text, "hybrid")) return true;
    return strcmp(dim, "lev") == 0 && lt_ncr_has(cf->file, "hyam") && lt_ncr_has(cf->file, "hybm");
}

/* Pressures, where the axis has a unit of pressure. */
static bool is_pressure(lt_cf *cf, const char *dim, double *slope) {
    char unit[64];
    double offset;
    if (!lt_foreign_units(cf->file, dim, unit, sizeof unit)) return false;
    if (lt_units_factor(lt_cf_unit_text(unit), "Pa", slope, &offset) == LT_OK) return true;
    lt_error_clear();
    return false;
}

static lt_status read_pressures(lt_cf *cf, lt_cf_axis *axis, double slope, const double *level) {
    for (int k = 0; k < axis->n; k++) {
        axis->a[k] = slope * level[k];
        if (axis->a[k] > 0.0 && axis->a[k] < 1.2e5) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "a pressure level without a pressure",
                        .where = lt_fmt("%s, variable %s, value %d (from 0)", cf->path, axis->dim, k),
                        .expected = "above 0 and below 1200 hPa", .found = lt_fmt("%g Pa", axis->a[k]),
                        .todo = "mend the axis of the levels, or its units");
    }
    return LT_OK;
}

static lt_status classify(lt_cf *cf, lt_cf_axis *axis) {
    double *level = NULL, slope = 1.0;
    size_t n = 0;
    char unit[64] = "";
    axis->kind = axis->n > 1 ? LT_CF_FOREIGN : LT_CF_GROUND;
    LT_TRY(optional_numbers(cf, axis->dim, &n, &level));
    lt_status status = LT_OK;
    lt_foreign_units(cf->file, axis->dim, unit, sizeof unit);
    if (level && n == (size_t)axis->n && is_pressure(cf, axis->dim, &slope)) {
        axis->kind = LT_CF_PRESSURE;
        status = read_pressures(cf, axis, slope, level);
    } else if (is_hybrid(cf, axis->dim)) {
        axis->kind = LT_CF_HYBRID;
        status = read_hybrid(cf, axis, n == (size_t)axis->n ? level : NULL);
    } else if (level && axis->n == 1 && strcmp(unit, "m") == 0) {
        axis->kind = LT_CF_HEIGHT;
        axis->height = level[0];
    }
    lt_free(level);
    return status;
}

static lt_status raise_many(const lt_cf *cf, const char *variable, const char *dim) {
    return LT_RAISE(LT_ERR_INPUT, .what = "too many levels in one file",
                    .where = lt_fmt("%s, variable %s", cf->path, variable),
                    .expected = lt_fmt("at most %d different levels, on %d axes", LT_CF_MAX_LEVELS, LT_CF_MAX_AXES),
                    .found = lt_fmt("more, with those of %s", dim), .todo = "split the file");
}

lt_status lt_cf_axis_of(lt_cf *cf, const char *variable, const char *dim, size_t length, int *out) {
    for (*out = 0; *out < cf->n_axes; (*out)++)
        if (strcmp(cf->axes[*out].dim, dim) == 0) return LT_OK;
    if (cf->n_axes == LT_CF_MAX_AXES || length > LT_CF_MAX_LEVELS) return raise_many(cf, variable, dim);
    lt_cf_axis *axis = &cf->axes[cf->n_axes];
    cf->n_axes++;
    snprintf(axis->dim, sizeof axis->dim, "%s", dim);
    axis->n = (int)length;
    LT_TRY(lt_calloc(length, sizeof *axis->a, &axis->a));
    LT_TRY(lt_calloc(length, sizeof *axis->b, &axis->b));
    LT_TRY(lt_calloc(length, sizeof *axis->at, &axis->at));
    return classify(cf, axis);
}

/* --- all levels --- */

typedef struct level {
    double a, b;
} level;

static double pressure_of(const level *l) {
    return l->a + 1e5 * l->b;
}

static int from_ground(const void *x, const void *y) {
    double p = pressure_of(x), q = pressure_of(y);
    return (p < q) - (p > q);
}

static bool same_level(const level *x, const level *y) {
    return fabs(pressure_of(x) - pressure_of(y)) <= 1e-6 * pressure_of(x);
}

/* The axes that fields on levels use, of one kind. */
static lt_status gather(lt_cf *cf, level *all, int *n, lt_cf_level_kind *kind) {
    *n = 0;
    *kind = LT_CF_GROUND;
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        const lt_cf_source *s = &cf->source[f];
        if (!s->variable[0] || lt_gridded_rows[f].shape != LT_GRIDDED_LEVELS) continue;
        const lt_cf_axis *axis = &cf->axes[s->axis];
        if (*kind != LT_CF_GROUND && *kind != axis->kind)
            return LT_RAISE(LT_ERR_INPUT, .what = "pressure levels and model levels in one file", .where = cf->path,
                            .expected = "one of them", .found = lt_fmt("%s is on %s", s->variable, axis->dim),
                            .todo = "split the file (cdo selzaxis) and give the model levels");
        *kind = axis->kind;
        for (int k = 0; k < axis->n; k++) {
            level one = {axis->a[k], axis->b[k]};
            bool known = false;
            for (int i = 0; i < *n && !known; i++) known = same_level(&all[i], &one);
            if (known) continue;
            if (*n == LT_CF_MAX_LEVELS) return raise_many(cf, s->variable, axis->dim);
            all[(*n)++] = one;
        }
    }
    return LT_OK;
}

lt_status lt_cf_join_levels(lt_cf *cf, lt_gridded *g) {
    level all[LT_CF_MAX_LEVELS];
    lt_cf_level_kind kind;
    int n;
    LT_TRY(gather(cf, all, &n, &kind));
    g->level_kind = n == 0 ? LT_LEVELS_NONE : kind == LT_CF_PRESSURE ? LT_LEVELS_PRESSURE : LT_LEVELS_HYBRID;
    g->n_levels = n;
    if (n == 0) return LT_OK;
    qsort(all, (size_t)n, sizeof *all, from_ground);
    bool pressure = kind == LT_CF_PRESSURE;
    LT_TRY(lt_calloc((size_t)n, sizeof(double), pressure ? &g->pressure_Pa : &g->hybrid_a));
    if (!pressure) LT_TRY(lt_calloc((size_t)n, sizeof(double), &g->hybrid_b));
    for (int k = 0; k < n; k++) {
        if (pressure)
            g->pressure_Pa[k] = all[k].a;
        else
            g->hybrid_a[k] = all[k].a, g->hybrid_b[k] = all[k].b;
    }
    for (int x = 0; x < cf->n_axes; x++)
        for (int k = 0; k < cf->axes[x].n; k++) {
            level one = {cf->axes[x].a[k], cf->axes[x].b[k]};
            cf->axes[x].at[k] = -1;
            for (int i = 0; i < n; i++)
                if (same_level(&all[i], &one)) cf->axes[x].at[k] = i;
        }
    return LT_OK;
}
