/* plume_puffs.c - puffs of a case (plume_puffs.h). */
#include "model/gaussian/case/plume_puffs.h"

#include <math.h>

lt_puffs_setup lt_plume_puffs_setup(const lt_plume_case *keys) {
    lt_puffs_setup setup = lt_puffs_usual();
    setup.release_s = keys->puffs.release_s;
    setup.apart = keys->puffs.apart;
    setup.step = keys->puffs.step;
    setup.most = keys->puffs.most;
    setup.reach_m = isfinite(keys->puffs.reach_m) ? keys->puffs.reach_m : 2.0 * keys->site.reach_m;
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
