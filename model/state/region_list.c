#include "model/state/region_list.h"

#include "base/csv.h"

#include <string.h>

enum { N_NAMES = LT_N_REGIONS + LT_N_NEIGHBOURS };

static const char *name_of(int r) {
    return r < LT_N_REGIONS ? lt_region_ids[r] : lt_neighbour_ids[r - LT_N_REGIONS];
}

static int find(const char *name) {
    int r = 0;
    while (r < N_NAMES && strcmp(name_of(r), name) != 0) ++r;
    return r;
}

static lt_status unknown(const char *name, const char *where) {
    const char *names[N_NAMES];
    for (int r = 0; r < N_NAMES; ++r) names[r] = name_of(r);
    const char *nearest = lt_nearest_name(name, names, N_NAMES);
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown region", .where = where,
                    .expected = "a prefecture, other_land, sea, or the code of a neighbour",
                    .found = lt_fmt("\"%s\"", name),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "correct the name");
}

lt_status lt_region_list_judge(const lt_list *names, const char *where) {
    char *const *given = names->items;
    bool whole = false, part = false;
    for (long k = 0; k < names->n; ++k) {
        int r = find(given[k]);
        if (r == N_NAMES) return unknown(given[k], where);
        whole |= r == LT_REGION_OTHER_LAND;
        part |= r >= LT_N_REGIONS;
        bool twice = whole && part;
        for (long m = 0; m < k; ++m) twice |= strcmp(given[m], given[k]) == 0;
        if (twice)
            return LT_RAISE(LT_ERR_INPUT, .what = "a region is counted twice", .where = where,
                            .expected = "every place once (other_land holds the neighbours)",
                            .found = lt_fmt("\"%s\"", given[k]), .todo = "take it out of the list");
    }
    return LT_OK;
}

const double *lt_region_share(const lt_grid *grid, const char *name) {
    size_t plane = (size_t)grid->nx * (size_t)grid->ny;
    int r = lt_grid_region(grid, name), n = lt_grid_neighbour(grid, name);
    if (r >= 0) return grid->region_fraction + (size_t)r * plane;
    return n >= 0 ? grid->neighbour_fraction + (size_t)n * plane : NULL;
}
