/* laws_open.c - the group laws of emissions.nc, read and judged before the run starts. */
#include "model/emission/laws_inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status fault(lt_ncr *file, const char *where, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, %s", lt_ncr_path(file), where),
                    .expected = expected, .found = found, .todo = "make the emissions again with `lantian run`");
}

static lt_status read_names(lt_laws *l) {
    char *names[64];
    size_t n;
    LT_TRY(lt_ncr_dim(l->file, "law", &n));
    if (n > 64) return fault(l->file, "laws/name", "too many laws", "64 at most", lt_fmt("%zu", n));
    LT_TRY(lt_calloc(n, sizeof *l->laws, &l->laws));
    LT_TRY(lt_ncr_get_strings(l->file, "laws/name", n, names));
    l->n_laws = (int)n;
    for (size_t k = 0; k < n; ++k) {
        lt_used_law *used = &l->laws[k];
        snprintf(used->name, sizeof used->name, "%s", names[k]);
        free(names[k]);
        used->law = lt_law_find(used->name);
        if (used->law && used->law->place) used->law = NULL;
        if (!used->law) continue;
        used->own_norms = used->law->by_hour && used->law->by_clock;
        l->by_light |= used->law->by_light;
        l->by_warming |= used->law->by_warming;
    }
    return LT_OK;
}

/* biogenic/isoprene, light_share: laws/biogenic_isoprene_light_share */
static const char *parameter_name(const lt_used_law *used, int p) {
    char name[sizeof used->name];
    snprintf(name, sizeof name, "%s", used->name);
    char *kind = strchr(name, '/');
    if (kind) *kind = '_';
    return lt_fmt("laws/%s_%s", name, used->law->parameters[p].name);
}

/* Every potential has the law's weight, or one of its own. */
static lt_status open_weights(lt_laws *l, lt_used_law *used) {
    LT_TRY(lt_calloc(l->plane, sizeof(double), &used->norm));
    LT_TRY(lt_calloc(l->plane, sizeof(double), &used->weight));
    for (int k = 0; k < l->n; ++k) {
        lt_potential *p = &l->potential[k];
        if (&l->laws[p->law] != used) continue;
        p->norm = used->norm;
        p->weight = used->weight;
        if (!used->own_norms) continue;
        p->norm = p->weight = NULL;
        LT_TRY(lt_calloc(l->plane, sizeof(double), &p->norm));
        LT_TRY(lt_calloc(l->plane, sizeof(double), &p->weight));
    }
    return LT_OK;
}

static lt_status open_law(lt_laws *l, lt_used_law *used) {
    LT_TRY(open_weights(l, used));
    for (int p = 0; p < LT_LAW_MAX_PARAMETERS && used->law->parameters[p].name; ++p) {
        const char *name = parameter_name(used, p);
        double value, least = used->law->parameters[p].least, most = used->law->parameters[p].most;
        LT_TRY(lt_ncr_get_double(l->file, name, used->law->parameters[p].unit, 1, &value));
        if (!(value >= least && value <= most))
            return fault(l->file, name, "a parameter of a law cannot be", lt_fmt("%g to %g", least, most),
                         lt_fmt("%g", value));
        used->parameter[p] = value;
    }
    return LT_OK;
}

/* Columns of the potentials; each of n values. */
static lt_status read_table(lt_laws *l, double *v[5]) {
    static const char *const names[] = {"laws/law", "laws/profile", "laws/steady_share", "laws/month_share",
                                        "laws/hour_weight"};
    static const size_t widths[] = {1, 1, 1, 12, 24};
    for (int c = 0; c < 5; ++c) {
        size_t n = widths[c] * (size_t)l->n;
        LT_TRY(lt_calloc(n, sizeof(double), &v[c]));
        LT_TRY(lt_ncr_get_double(l->file, names[c], "1", n, v[c]));
    }
    return LT_OK;
}

static bool is_share(double value) {
    return value >= 0.0 && value <= 1.0 + 1e-9;
}

static lt_status take_potential(lt_laws *l, size_t k, double *const v[5], size_t n_profiles) {
    lt_potential *p = &l->potential[k];
    const char *where = lt_fmt("group laws, potential %zu", k);
    double months = 0, hours = 0;
    if (!(v[0][k] >= 0 && v[0][k] < l->n_laws && v[1][k] >= -1 && v[1][k] < (double)n_profiles && is_share(v[2][k])))
        return fault(l->file, where, "a potential that nothing belongs to",
                     "the number of a law and of a profile (-1: points), and a steady share from 0 to 1",
                     lt_fmt("law %g, profile %g, steady share %g", v[0][k], v[1][k], v[2][k]));
    *p = (lt_potential){.law = (int)v[0][k], .profile = (int)v[1][k], .steady = v[2][k]};
    bool good = true;
    for (int m = 0; m < 12; ++m) months += p->month[m] = v[3][k * 12 + (size_t)m], good &= is_share(p->month[m]);
    for (int h = 0; h < 24; ++h) hours += p->hour[h] = v[4][k * 24 + (size_t)h], good &= p->hour[h] >= 0.0;
    if (!(good && fabs(months - 1.0) <= 1e-6 && fabs(hours - 24.0) <= 24e-6))
        return fault(l->file, where, "shares of a potential do not add up", "months of sum 1, hours of mean 1",
                     lt_fmt("a sum of %.9g, a mean of %.9g", months, hours / 24.0));
    /* What is written with twelve digits or as float keeps its total. */
    for (int m = 0; m < 12; ++m) p->month[m] /= months;
    for (int h = 0; h < 24; ++h) p->hour[h] *= 24.0 / hours;
    return LT_OK;
}

static lt_status read_potentials(lt_laws *l, size_t n_profiles) {
    double *v[5] = {0};
    LT_TRY(lt_calloc((size_t)l->n, sizeof *l->potential, &l->potential));
    lt_status status = read_table(l, v);
    for (size_t k = 0; k < (size_t)l->n && status == LT_OK; ++k) status = take_potential(l, k, v, n_profiles);
    for (int c = 0; c < 5; ++c) lt_free(v[c]);
    return status;
}

static lt_status read_points(lt_laws *l) {
    double *of;
    LT_TRY(lt_calloc(l->n_points, sizeof *l->point_potential, &l->point_potential));
    LT_TRY(lt_calloc(l->n_points, sizeof *of, &of));
    lt_status status = lt_ncr_get_double(l->file, "laws/point_potential", "1", l->n_points, of);
    for (size_t p = 0; p < l->n_points && status == LT_OK; ++p) {
        if (!(of[p] >= -1 && of[p] < l->n) || (of[p] >= 0 && l->potential[(int)of[p]].profile != -1))
            status = fault(l->file, lt_fmt("laws/point_potential, point %zu", p), "a point of no potential",
                           "-1, or the number of a potential of profile -1", lt_fmt("%g", of[p]));
        else
            l->point_potential[p] = (long)of[p];
    }
    lt_free(of);
    return status;
}

static lt_status open_all(lt_laws *l, const lt_weather *w) {
    size_t n_profiles;
    LT_TRY(lt_ncr_dim(l->file, "profile", &n_profiles));
    if (lt_ncr_has(l->file, "points/x")) LT_TRY(lt_ncr_dim(l->file, "point", &l->n_points));
    l->nx = w->nx;
    l->plane = w->nx * w->ny;
    LT_TRY(read_names(l));
    LT_TRY(read_potentials(l, n_profiles));
    for (int k = 0; k < l->n_laws; ++k)
        if (l->laws[k].law) LT_TRY(open_law(l, &l->laws[k]));
    LT_TRY(read_points(l));
    LT_TRY(lt_laws_open_episodes(l));
    LT_TRY(lt_climatology_read(l->file, l->plane, l->by_light, &l->climatology));
    LT_TRY(lt_calloc(l->plane, sizeof(double), &l->day));
    LT_TRY(lt_calloc(l->plane, sizeof(double), &l->hour));
    LT_TRY(lt_calloc(l->plane, sizeof(double), &l->g));
    if (l->by_warming) LT_TRY(lt_calloc(l->plane, sizeof(double), &l->before));
    if (l->by_light) LT_TRY(lt_calloc(l->plane, sizeof(double), &l->light));
    return lt_calloc(l->plane, sizeof(bool), &l->heating);
}

lt_status lt_laws_open(lt_ncr *file, const lt_weather *weather, bool mean, lt_laws **out) {
    double count = 0;
    lt_laws *l;
    *out = NULL;
    if (!lt_ncr_has(file, "laws/count")) return LT_OK;
    LT_TRY(lt_ncr_get_double(file, "laws/count", "1", 1, &count));
    if (count == 0) return LT_OK;
    if (!(count > 0 && count <= 1000))
        return fault(file, "laws/count", "the number of potentials cannot be", "0 to 1000", lt_fmt("%g", count));
    LT_TRY(lt_ncr_expect_dim(file, "potential", (size_t)count));
    LT_TRY(lt_calloc(1, sizeof *l, &l));
    l->file = file;
    l->n = (int)count;
    l->mean = mean;
    l->loaded = INT64_MIN;
    lt_status status = open_all(l, weather);
    if (status == LT_OK)
        *out = l;
    else
        lt_laws_close(l);
    return status;
}

static void close_amounts(lt_laws *l, lt_potential_amounts *amounts) {
    for (int k = 0; k < l->n && amounts->area; ++k) lt_free(amounts->area[k]);
    lt_free(amounts->area);
    lt_free(amounts->points);
}

void lt_laws_close(lt_laws *l) {
    if (!l) return;
    for (int k = 0; k < l->n && l->potential; ++k) {
        if (!l->laws || !l->laws[l->potential[k].law].own_norms) continue;
        lt_free(l->potential[k].norm);
        lt_free(l->potential[k].weight);
    }
    for (int k = 0; k < l->n_laws; ++k) {
        lt_free(l->laws[k].norm);
        lt_free(l->laws[k].weight);
    }
    for (int s = 0; s < l->n_species; ++s) {
        for (int e = 0; e <= l->n_episodes && l->species[s].in; ++e) close_amounts(l, &l->species[s].in[e]);
        lt_free(l->species[s].in);
    }
    lt_free(l->from);
    lt_free(l->until);
    lt_free(l->laws);
    lt_free(l->potential);
    lt_free(l->species);
    lt_free(l->point_potential);
    lt_climatology_free(&l->climatology);
    lt_free(l->day);
    lt_free(l->hour);
    lt_free(l->before);
    lt_free(l->light);
    lt_free(l->g);
    lt_free(l->heating);
    lt_free(l);
}

/* nx: of cells in a row; 0: the values are of points. */
static lt_status check_potential(lt_laws *l, const char *name, size_t k, size_t nx, size_t n, const double *kg,
                                 bool *empty) {
    *empty = true;
    for (size_t c = 0; c < n; ++c) {
        if (!(kg[c] >= 0.0 && kg[c] < 1e30))
            return fault(l->file,
                         lt_fmt("%s, potential %zu, %s", name, k,
                                nx ? lt_ncr_cell_text(l->file, c / nx, c % nx) : lt_fmt("point %zu", c)),
                         "a potential is negative or not a number", "a finite amount, 0 or more",
                         isnan(kg[c]) ? "no number (missing, or NaN)" : lt_fmt("%g", kg[c]));
        *empty &= kg[c] == 0.0;
    }
    return LT_OK;
}

static lt_status refuse(lt_laws *l, const char *name, int k) {
    const char *law = l->laws[l->potential[k].law].name;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the model has no law %s for a potential", law),
                    .where = lt_fmt("%s, %s, potential %d", lt_ncr_path(l->file), name, k),
                    .expected = "a law of potentials (model/emission/law.h), or nothing to emit", .found = law,
                    .todo = "take the law off these rows of the ledger (calendar NAME in place of LAW:NAME), or write "
                            "it into model/emission/");
}

/* A mean year that never asks for a potential would lose it. Laws by the month answer in every month. */
static lt_status check_asked(lt_laws *l, const char *name, int k, lt_time start, const double *kg) {
    lt_used_law *used = &l->laws[l->potential[k].law];
    if (used->law->by_month) return LT_OK;
    lt_civil local = lt_time_civil(start + LT_CST_OFFSET);
    lt_laws_normalise(l, used, local.year, local.month);
    for (size_t c = 0; c < l->plane; ++c)
        if (kg[c] > 0.0 && used->norm[c] <= 0.0 && l->potential[k].steady < 1.0)
            return fault(l->file,
                         lt_fmt("%s, potential %d, %s", name, k, lt_ncr_cell_text(l->file, c / l->nx, c % l->nx)),
                         lt_fmt("the climatology of the cell never asks for the potential of law %s", used->name),
                         "a mean year in which the law emits", lt_fmt("a potential of %g and no such hour", kg[c]));
    return LT_OK;
}

/* One potential of the species, of its own if it is not empty. */
static lt_status take_area(lt_laws *l, const char *name, int k, lt_time start, const double *kg,
                           lt_potential_amounts *s) {
    bool empty;
    LT_TRY(check_potential(l, name, (size_t)k, l->nx, l->plane, kg, &empty));
    if (empty) return LT_OK;
    if (!l->laws[l->potential[k].law].law) return refuse(l, name, k);
    LT_TRY(check_asked(l, name, k, start, kg));
    LT_TRY(lt_calloc(l->plane, sizeof(double), &s->area[k]));
    memcpy(s->area[k], kg, l->plane * sizeof(double));
    return LT_OK;
}

/* A field of the group laws, or a record of one of the group episodes. */
static lt_status read_field(lt_laws *l, const char *name, const char *unit, int episode, size_t n, double *out) {
    if (episode == 0) return lt_ncr_get_double(l->file, name, unit, n, out);
    return lt_ncr_get_double_record(l->file, name, unit, (size_t)episode - 1, n, out);
}

/* The potentials that a variable has: those of its attribute, or all of them. */
static lt_status read_terms(lt_laws *l, const char *name, double *potential, size_t *n) {
    *n = (size_t)l->n;
    for (int k = 0; k < l->n; ++k) potential[k] = k;
    if (!lt_ncr_has_attr(l->file, name, "potential")) return LT_OK;
    LT_TRY(lt_ncr_attr_doubles(l->file, name, "potential", (size_t)l->n, potential, n));
    for (size_t k = 0; k < *n; ++k)
        if (!(potential[k] >= 0 && potential[k] < l->n && (k == 0 || potential[k] > potential[k - 1])))
            return fault(l->file, lt_fmt("%s, attribute potential", name), "numbers of potentials cannot be",
                         lt_fmt("0 to %d, each once and in their order", l->n - 1), lt_fmt("%g", potential[k]));
    return LT_OK;
}

/* All at once: they stand in one chunk of the file. */
static lt_status read_area(lt_laws *l, const char *name, const char *unit, lt_time start, int episode,
                           lt_potential_amounts *s) {
    double *potential, *all = NULL;
    size_t n;
    LT_TRY(lt_calloc((size_t)l->n, sizeof *s->area, &s->area));
    LT_TRY(lt_calloc((size_t)l->n, sizeof *potential, &potential));
    lt_status status = read_terms(l, name, potential, &n);
    if (status == LT_OK) status = lt_calloc(n * l->plane, sizeof *all, &all);
    if (status == LT_OK) status = read_field(l, name, unit, episode, n * l->plane, all);
    for (size_t k = 0; status == LT_OK && k < n; ++k) {
        const int p = (int)potential[k];
        if (l->potential[p].profile >= 0) status = take_area(l, name, p, start, all + k * l->plane, s);
    }
    lt_free(all);
    lt_free(potential);
    return status;
}

static lt_status read_stacks(lt_laws *l, const char *name, const char *unit, int episode, lt_potential_amounts *s) {
    bool empty;
    LT_TRY(lt_calloc(l->n_points, sizeof(double), &s->points));
    LT_TRY(read_field(l, name, unit, episode, l->n_points, s->points));
    LT_TRY(check_potential(l, name, 0, 0, l->n_points, s->points, &empty));
    for (size_t p = 0; p < l->n_points; ++p)
        if (s->points[p] > 0.0 && l->point_potential[p] >= 0 && !l->laws[l->potential[l->point_potential[p]].law].law)
            return refuse(l, name, (int)l->point_potential[p]);
    return LT_OK;
}

static lt_status read_amounts(lt_laws *l, const char *emitted, const char *unit, lt_time start, int episode,
                              lt_potential_amounts *s) {
    const char *group = episode ? "episodes" : "laws";
    char name[64];
    snprintf(name, sizeof name, "%s/area/%s", group, emitted);
    if (lt_ncr_has(l->file, name)) LT_TRY(read_area(l, name, unit, start, episode, s));
    snprintf(name, sizeof name, "%s/points/%s", group, emitted);
    return l->n_points && lt_ncr_has(l->file, name) ? read_stacks(l, name, unit, episode, s) : LT_OK;
}

static lt_status add_species(lt_laws *l, lt_potential_species **out) {
    if (l->n_species == l->max_species) {
        lt_potential_species *more;
        LT_TRY(lt_calloc((size_t)l->max_species + 32, sizeof *more, &more));
        if (l->n_species) memcpy(more, l->species, (size_t)l->n_species * sizeof *more);
        lt_free(l->species);
        l->species = more;
        l->max_species += 32;
    }
    *out = &l->species[l->n_species++];
    return LT_OK;
}

lt_status lt_laws_want(lt_laws *l, const char *emitted, const char *unit, lt_time start) {
    lt_potential_species *s;
    if (lt_laws_species(l, emitted)) return LT_OK;
    LT_TRY(add_species(l, &s));
    snprintf(s->name, sizeof s->name, "%s", emitted);
    LT_TRY(lt_calloc((size_t)l->n_episodes + 1, sizeof *s->in, &s->in));
    for (int e = 0; e <= l->n_episodes; ++e) LT_TRY(read_amounts(l, emitted, unit, start, e, &s->in[e]));
    return LT_OK;
}
