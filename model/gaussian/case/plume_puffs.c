/* plume_puffs.c - puffs of a case (plume_puffs.h). */
#include "model/gaussian/case/plume_puffs.h"

#include "model/gaussian/weather/open_weather.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Twice as far as the farthest source or receptor, at least 20 km. */
static double reach_of(const lt_source_set *sources, const lt_receptor_set *receptors) {
    double far = 1e4;
    for (long k = 0; k < sources->n; k++) far = fmax(far, hypot(sources->items[k].x_m, sources->items[k].y_m));
    for (int n = 0; n < receptors->n; n++) far = fmax(far, hypot(receptors->x_m[n], receptors->y_m[n]));
    return 2.0 * far;
}

lt_puffs_setup lt_plume_puffs_setup(const lt_plume_case *keys, const lt_source_set *sources,
                                    const lt_receptor_set *receptors) {
    lt_puffs_setup setup = lt_puffs_usual();
    setup.release_s = keys->puffs.release_s;
    setup.apart = keys->puffs.apart;
    setup.step = keys->puffs.step;
    setup.most = keys->puffs.most;
    setup.reach_m = isfinite(keys->puffs.reach_m) ? keys->puffs.reach_m : reach_of(sources, receptors);
    return setup;
}

static lt_status bad(const lt_plume_case *keys, const char *what, const char *expected, const char *found,
                     const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(keys->document), .expected = expected,
                    .found = found, .todo = todo);
}

lt_status lt_plume_puffs_judge(const lt_plume_case *keys, const lt_source_set *sources,
                               const lt_receptor_set *receptors) {
    const bool all = lt_plume_case_all_puffs(keys);
    const char *todo = all ? "take model: plume, or take them out" : "take calms: skip or lowest_wind";
    if (!lt_plume_case_any_puffs(keys)) return LT_OK;
    for (long k = 0; k < sources->n; k++) {
        const lt_plume_kind kind = sources->items[k].kind;
        if (kind == LT_PLUME_AREA || kind == LT_PLUME_LINE)
            return bad(keys, "puffs of areas and lines are not part of the model", "points and volumes",
                       lt_fmt("source %s is %s", sources->ids[k].text, kind == LT_PLUME_AREA ? "an area" : "a line"),
                       todo);
    }
    if (receptors->hilly)
        return bad(keys, "puffs know flat ground only", "receptors and hills as high as the site",
                   "a receptor or a hill of another height", todo);
    return LT_OK;
}

/* --- fields of a run ---------------------------------------------------------------------------------------------- */

bool lt_plume_puffs_in_fields(const lt_plume_case *keys) {
    char path[PATH_MAX];
    if (!lt_plume_case_all_puffs(keys)) return false;
    lt_node_path(lt_node_get(keys->document, "weather"), keys->weather.file, path, sizeof path);
    return strcmp(lt_weather_format(path, keys->weather.format), "met") == 0;
}

static lt_status outside(const lt_plume_case *keys, const char *what, const char *id) {
    return bad(keys, lt_fmt("a %s is outside the grid of the weather", what), "places in its cells",
               lt_fmt("%s %s", what, id), "take it out, or take model: plume, which wants the site's cell alone");
}

static lt_status judge_places(const lt_plume_case *keys, const lt_source_set *sources, const lt_receptor_set *receptors,
                              const lt_met_fields *fields) {
    for (long k = 0; k < sources->n; k++) {
        if (!lt_met_fields_cover(fields, sources->items[k].x_m, sources->items[k].y_m))
            return outside(keys, "source", sources->ids[k].text);
        if (sources->items[k].urban)
            return bad(keys, "an urban source in the fields of a run, which have the towns themselves",
                       "sources without urban", lt_fmt("source %s", sources->ids[k].text),
                       "take urban out, or take model: plume");
    }
    for (int n = 0; n < receptors->n; n++)
        if (!lt_met_fields_cover(fields, receptors->x_m[n], receptors->y_m[n]))
            return outside(keys, "receptor", receptors->ids[n].text);
    return LT_OK;
}

lt_status lt_plume_puffs_open_fields(const lt_plume_case *keys, const lt_plane *plane, const lt_source_set *sources,
                                     const lt_receptor_set *receptors, lt_met_fields **out) {
    char path[PATH_MAX];
    lt_met_frame frame = {.apart_m = 1e4};
    bool there = true;
    *out = NULL;
    lt_node_path(lt_node_get(keys->document, "weather"), keys->weather.file, path, sizeof path);
    for (int k = 0; k < 3; k++)
        there = there && lt_plane_degrees(plane, k == 1 ? frame.apart_m : 0.0, k == 2 ? frame.apart_m : 0.0,
                                          &frame.lon[k], &frame.lat[k]);
    if (!there)
        return bad(keys, "the plane of the case has no degrees around the site", "a map that covers 10 km around it",
                   plane->projection, "look at the site and its projection");
    LT_TRY(lt_met_fields_open(path, &frame, out));
    const lt_status status = judge_places(keys, sources, receptors, *out);
    if (status == LT_OK) return LT_OK;
    lt_met_fields_close(*out);
    *out = NULL;
    return status;
}
