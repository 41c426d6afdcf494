/* plume_judge.c - what the keys of a plume case must be together (plume_case.h). */
#include "base/csv.h"
#include "grids/land.h"
#include "model/gaussian/case/plume_case.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static lt_status bad(const lt_node *node, const char *what, const char *expected, const char *found, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(node), .expected = expected, .found = found,
                    .todo = todo);
}

static bool is_name(const char *text) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    const size_t n = text ? strlen(text) : 0;
    return n > 0 && n < 48 && strspn(text, letters) == n;
}

/* Do two names make one in files? Formats have _ for . and -, and tables of a GeoPackage know no case. */
static bool is_same(const char *a, const char *b) {
    for (; *a && *b; a++, b++) {
        const int x = *a == '.' || *a == '-' ? '_' : tolower((unsigned char)*a);
        const int y = *b == '.' || *b == '-' ? '_' : tolower((unsigned char)*b);
        if (x != y) return false;
    }
    return *a == *b;
}

/* The name of a group may be of any language. */
static lt_status judge_group(const lt_node *node, const char *text) {
    if (!lt_given(text) || (strlen(text) < 48 && !strpbrk(text, ",;\"'/\\ \t\r\n"))) return LT_OK;
    return bad(node, "group cannot name things in files", "1 to 47 bytes without blanks, commas, quotes and slashes",
               lt_fmt("\"%.80s\"", text), "change the name");
}

static lt_status judge_name(const lt_node *node, const char *key, const char *text) {
    if (!text || is_name(text)) return LT_OK;
    return bad(node, lt_fmt("%s cannot name things in files", key), "1 to 47 letters, digits, -, _ and .",
               lt_fmt("\"%s\"", text), "change the name");
}

/* --- one source --------------------------------------------------------------------------------------------------- */

static bool is(const lt_plume_source_keys *s, const char *kind) {
    return s->kind && strcmp(s->kind, kind) == 0;
}

static lt_status judge_signs(const lt_node *node, const lt_plume_source_keys *s, lt_faults *faults) {
    if (s->height_m < 0.0)
        LT_TRY(lt_faults_take(faults, bad(node, lt_fmt("source %s is below ground", s->id), "a height of 0 m or more",
                                          lt_fmt("%g m", s->height_m), "give the height above ground")));
    if (s->rate_gs < 0.0)
        LT_TRY(lt_faults_take(faults, bad(node, lt_fmt("source %s emits less than nothing", s->id),
                                          "a rate of 0 or more", lt_fmt("%g g/s", s->rate_gs), "correct the rate")));
    if (s->flow_m3s < 0.0 || s->velocity_ms < 0.0)
        LT_TRY(lt_faults_take(
            faults, bad(node, lt_fmt("the gas of source %s flows inward", s->id), "a flow or velocity of 0 or more",
                        s->flow_m3s < 0.0 ? lt_fmt("%g m3/s", s->flow_m3s) : lt_fmt("%g m/s", s->velocity_ms),
                        "correct its sign")));
    return LT_OK;
}

static lt_status judge_stack(const lt_node *node, const lt_plume_source_keys *s, lt_faults *faults) {
    if (!is(s, "point")) return LT_OK;
    if (isnan(s->diameter_m))
        LT_TRY(lt_faults_take(
            faults, bad(node, lt_fmt("stack %s has no diameter", s->id), "diameter, e.g. 1.8 m", "none", "add it")));
    if (isnan(s->velocity_ms) == isnan(s->flow_m3s))
        LT_TRY(lt_faults_take(
            faults,
            bad(node, lt_fmt("the gas of stack %s is given %s", s->id, isnan(s->flow_m3s) ? "without flow" : "twice"),
                "velocity or flow", isnan(s->flow_m3s) ? "none of them" : "both", "give one of the two")));
    return LT_OK;
}

static lt_status judge_shape(const lt_node *node, const lt_plume_source_keys *s) {
    const int shapes = (s->rectangle.n > 0) + (s->corners != NULL) + isfinite(s->radius_m);
    const bool line = is(s, "line") || is(s, "road");
    if (is(s, "area") && shapes != 1)
        return bad(node, lt_fmt("area source %s has %s", s->id, shapes ? "more than one shape" : "no shape"),
                   "one of rectangle, radius, corners", lt_fmt("%d of them", shapes), "give one");
    if (s->rectangle.n > 0 && s->rectangle.n != 2)
        return bad(node, lt_fmt("the rectangle of %s has not two sides", s->id), "[200 m, 100 m]",
                   lt_fmt("%ld numbers", s->rectangle.n), "give its sides along x and y");
    if (line && !s->corners)
        return bad(node, lt_fmt("line %s has no points", s->id), "corners: [[x, y], [x, y], ...]", "none", "add them");
    if (is(s, "road") && isnan(s->width_m))
        return bad(node, lt_fmt("road %s has no width", s->id), "width, e.g. 20 m", "none",
                   "add it, or make it a line");
    if (is(s, "volume") && (!(s->sigma_y_m > 0.0) || !(s->sigma_z_m > 0.0)))
        return bad(node, lt_fmt("volume source %s has no size", s->id), "sigma_y and sigma_z above 0 m",
                   "without one of them", "add them: side / 4.3 and height / 2.15 of what emits");
    return LT_OK;
}

static lt_status judge_factors_of(const lt_plume_case *s, const lt_node *node, const lt_plume_source_keys *source) {
    const lt_factor_keys *factors = s->factors.items;
    const char *names[256]; /* for the message */
    long n = 0;
    if (!lt_given(source->factors)) return LT_OK;
    for (long k = 0; k < s->factors.n; k++) {
        if (factors[k].id && strcmp(factors[k].id, source->factors) == 0) return LT_OK;
        if (factors[k].id && n < 256) names[n++] = factors[k].id;
    }
    return bad(node, lt_fmt("source %s follows factors that are not there", source->id), lt_one_of(names, n),
               source->factors, lt_did_you_mean(source->factors, names, n));
}

/* Two groups that differ, and make one name in files. */
static lt_status judge_groups(const lt_plume_case *s, const lt_node *node, long k) {
    const lt_plume_source_keys *sources = s->sources.items;
    for (long j = 0; lt_given(sources[k].group) && j < k; j++)
        if (sources[j].group && strcmp(sources[j].group, sources[k].group) != 0 &&
            is_same(sources[j].group, sources[k].group))
            return bad(node, "two groups make one name in files", "names that differ in more than case and . - _",
                       lt_fmt("%s and %s", sources[j].group, sources[k].group), "change one");
    return LT_OK;
}

static lt_status judge_town(const lt_plume_case *s, const lt_node *node, const lt_plume_source_keys *source) {
    if (!source->urban || s->site.town_people > 0.0) return LT_OK;
    return bad(node, lt_fmt("source %s stands in a town without people", source->id), "site: {town_people: ...}",
               "urban: yes and no town_people", "give the people of the town, or take urban out");
}

static lt_status judge_sources(const lt_plume_case *s, lt_faults *faults) {
    const lt_plume_source_keys *sources = s->sources.items;
    for (long k = 0; k < s->sources.n; k++) {
        const lt_node *node = lt_plume_case_item(s, NULL, "sources", k);
        if (!sources[k].id) continue; /* said by the schema */
        LT_TRY(lt_faults_take(faults, judge_name(node, "id", sources[k].id)));
        for (long j = 0; j < k; j++)
            if (sources[j].id && is_same(sources[j].id, sources[k].id))
                LT_TRY(lt_faults_take(faults,
                                      bad(node, "two sources have one id",
                                          "ids that differ in more than case and . - _", sources[k].id, "change one")));
        LT_TRY(judge_signs(node, &sources[k], faults));
        LT_TRY(judge_stack(node, &sources[k], faults));
        LT_TRY(lt_faults_take(faults, judge_group(node, sources[k].group)));
        LT_TRY(lt_faults_take(faults, judge_groups(s, node, k)));
        LT_TRY(lt_faults_take(faults, judge_shape(node, &sources[k])));
        LT_TRY(lt_faults_take(faults, judge_town(s, node, &sources[k])));
        LT_TRY(lt_faults_take(faults, judge_factors_of(s, node, &sources[k])));
    }
    if (s->sources.n > 0 || lt_given(s->emissions.file)) return LT_OK;
    return lt_faults_take(faults, bad(s->document, "the case has no source", "sources, or emissions: {file: ...}",
                                      "none", "add one (lantian example plume)"));
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static lt_status judge_count(const lt_node *node, const char *key, long n, long wanted) {
    if (n == 0 || n == wanted) return LT_OK;
    return bad(node, lt_fmt("%s has a wrong number of factors", key), lt_fmt("%ld", wanted), lt_fmt("%ld", n),
               "write one for each");
}

static lt_status judge_factors(const lt_plume_case *s, lt_faults *faults) {
    const lt_factor_keys *f = s->factors.items;
    for (long k = 0; k < s->factors.n; k++) {
        const lt_node *node = lt_plume_case_item(s, NULL, "factors", k);
        LT_TRY(lt_faults_take(faults, judge_count(node, "hours", f[k].hours.n, 24)));
        LT_TRY(lt_faults_take(faults, judge_count(node, "months", f[k].months.n, 12)));
        LT_TRY(lt_faults_take(faults, judge_count(node, "weekdays", f[k].weekdays.n, 7)));
        if (f[k].hours.n + f[k].months.n + f[k].weekdays.n == 0 && !lt_given(f[k].file))
            LT_TRY(lt_faults_take(faults, bad(node, "factors say nothing", "hours, months, weekdays or file", "none",
                                              "add one, or take the item out")));
    }
    return LT_OK;
}

/* Receptors of grids and rings are numbered behind the id of theirs. */
static lt_status judge_rings(const lt_plume_case *s, lt_faults *faults) {
    const lt_grid_keys *grids = s->receptors.grids.items;
    const lt_polar_keys *polar = s->receptors.polar.items;
    const long n = s->receptors.grids.n, all = n + s->receptors.polar.n;
    for (long k = 0; k < all; k++) {
        const lt_node *node =
            k < n ? lt_plume_case_item(s, "receptors", "grids", k) : lt_plume_case_item(s, "receptors", "polar", k - n);
        const char *id = k < n ? grids[k].id : polar[k - n].id;
        LT_TRY(lt_faults_take(faults, judge_name(node, "id", id)));
        for (long j = 0; id && j < k; j++) {
            const char *other = j < n ? grids[j].id : polar[j - n].id;
            if (other && strcmp(other, id) == 0)
                LT_TRY(lt_faults_take(
                    faults, bad(node, "two grids or rings have one id", "ids of their own", id, "add id: to one")));
        }
    }
    return LT_OK;
}

static lt_status judge_receptors(const lt_plume_case *s, lt_faults *faults) {
    const lt_grid_keys *grids = s->receptors.grids.items;
    for (long k = 0; k < s->receptors.grids.n; k++) {
        const double *x = grids[k].x.items, *y = grids[k].y.items;
        const bool good = grids[k].x.n == 2 && grids[k].y.n == 2 && x[1] >= x[0] && y[1] >= y[0];
        if (!good)
            LT_TRY(lt_faults_take(faults, bad(lt_plume_case_item(s, "receptors", "grids", k),
                                              "a grid of receptors has no sides", "x: [from, to], y: [from, to]",
                                              lt_fmt("%ld and %ld numbers", grids[k].x.n, grids[k].y.n),
                                              "give two growing numbers each")));
    }
    LT_TRY(judge_rings(s, faults));
    if (s->receptors.grids.n + s->receptors.polar.n + s->receptors.places.n > 0 || lt_given(s->receptors.monitors))
        return LT_OK;
    return lt_faults_take(faults, bad(lt_plume_case_item(s, NULL, "receptors", -1), "the case has no receptor",
                                      "grids, polar, places or monitors", "none", "add one"));
}

static lt_status judge_rest(const lt_plume_case *s, lt_faults *faults) {
    const lt_node *weather = lt_node_get(s->document, "weather");
    if (s->weather.land && (lt_land_find(s->weather.land) < 0 || strcmp(s->weather.land, "water") == 0))
        LT_TRY(lt_faults_take(faults, bad(weather, "land is no class of land", "cropland, urban, grassland ...",
                                          s->weather.land, "see grids/README.md for the names")));
    if (lt_plume_case_any_puffs(s) && s->dispersion && strcmp(s->dispersion, "similarity") != 0)
        LT_TRY(lt_faults_take(faults, bad(lt_node_get(s->document, "dispersion"), "puffs spread by similarity alone",
                                          "dispersion: similarity with puffs", s->dispersion,
                                          "take dispersion out, or the puffs")));
    if (lt_plume_case_all_puffs(s) && s->weather.calms && strcmp(s->weather.calms, "lowest_wind") == 0)
        LT_TRY(lt_faults_take(faults, bad(weather, "calms are given a wind, and puffs", "one of the two",
                                          "calms: lowest_wind with model: puff", "take calms out")));
    if (s->background.exclude_sectors.n % 2)
        LT_TRY(lt_faults_take(faults, bad(lt_node_get(s->document, "background"), "a sector has one end only",
                                          "from, to, from, to ...",
                                          lt_fmt("%ld numbers", s->background.exclude_sectors.n), "give both ends")));
    if (isfinite(s->background.constant_gm3) && lt_given(s->background.file))
        LT_TRY(lt_faults_take(faults, bad(lt_node_get(s->document, "background"), "the background is given twice",
                                          "constant or file", "both", "take one out")));
    return LT_OK;
}

lt_status lt_plume_case_judge(const lt_plume_case *s, lt_faults *faults) {
    LT_TRY(lt_faults_take(faults, judge_name(s->document, "plume", s->name)));
    LT_TRY(lt_faults_take(faults, judge_name(s->document, "pollutant", s->pollutant)));
    LT_TRY(lt_faults_take(faults, judge_group(lt_node_get(s->document, "emissions"), s->emissions.group)));
    LT_TRY(judge_sources(s, faults));
    LT_TRY(judge_factors(s, faults));
    LT_TRY(judge_receptors(s, faults));
    LT_TRY(lt_plume_case_judge_outputs(s, faults));
    return judge_rest(s, faults);
}
