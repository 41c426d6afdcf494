/* laws_episodes.c - hours in which the potentials of emissions.nc have other amounts: an alert (inventory/README.md).
 */
#include "model/emission/laws_inside.h"

#include "model/state/hours.h"

static lt_status check_times(const lt_laws *l) {
    for (int k = 0; k < l->n_episodes; ++k) {
        const bool known = lt_hours_is_time(l->from[k]) && lt_hours_is_time(l->until[k]);
        if (known && l->until[k] > l->from[k] && (k == 0 || l->from[k] >= l->until[k - 1])) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "the hours of an episode cannot be",
                        .where = lt_fmt("%s, episodes/from, episodes/until, episode %d", lt_ncr_path(l->file), k),
                        .expected = "episodes one after the other, each with an hour",
                        .found = lt_fmt("%.15g to %.15g", l->from[k], l->until[k]),
                        .todo = "make the emissions again with `lantian run`");
    }
    return LT_OK;
}

lt_status lt_laws_open_episodes(lt_laws *l) {
    static const char unit[] = "seconds since 1970-01-01 00:00:00";
    size_t n;
    if (!lt_ncr_has(l->file, "episodes/from")) return LT_OK;
    LT_TRY(lt_ncr_dim(l->file, "episode", &n));
    LT_TRY(lt_calloc(n, sizeof(double), &l->from));
    LT_TRY(lt_calloc(n, sizeof(double), &l->until));
    LT_TRY(lt_ncr_get_double(l->file, "episodes/from", unit, n, l->from));
    LT_TRY(lt_ncr_get_double(l->file, "episodes/until", unit, n, l->until));
    l->n_episodes = (int)n;
    return check_times(l);
}

int lt_laws_episode_at(const lt_laws *l, lt_time begin) {
    for (int k = 0; k < l->n_episodes; ++k)
        if ((double)begin >= l->from[k] && (double)begin < l->until[k]) return k + 1;
    return 0;
}
