#include "model/emission/part.h"

#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

static lt_status profile_of(const lt_area *area, lt_ncr *file, const lt_species_info *species, int *out) {
    size_t n = area->n_profiles;
    char **names;
    LT_TRY(lt_calloc(n, sizeof *names, &names));
    lt_status status = lt_ncr_get_strings(file, "area/profile_name", n, names);
    *out = LT_NO_PROFILE;
    for (size_t p = 0; p < n && status == LT_OK; ++p)
        if (strcmp(names[p], species->part) == 0) *out = (int)p;
    if (status == LT_OK && *out == LT_NO_PROFILE) {
        const char *nearest = lt_nearest_name(species->part, (const char *const *)names, (long)n);
        status = LT_RAISE(LT_ERR_INPUT, .what = "the emissions do not know this kind of source",
                          .where = lt_fmt("tracer %s, source; %s", species->name, lt_ncr_path(file)),
                          .expected = "all, area, points, or a height profile of the file",
                          .found = lt_fmt("\"%s\"", species->part),
                          .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "see area/profile_name of the file");
    }
    for (size_t p = 0; p < n; ++p) free(names[p]);
    lt_free(names);
    return status;
}

lt_status lt_emission_part_read(const lt_area *area, lt_ncr *file, const lt_species_info *species,
                                lt_emission_part *out) {
    const char *name = species->part ? species->part : "";
    *out = (lt_emission_part){.points = !*name || strcmp(name, "points") == 0,
                              .profile = strcmp(name, "points") == 0 ? LT_NO_PROFILE : LT_ALL_PROFILES};
    if (!*name || strcmp(name, "points") == 0 || strcmp(name, "area") == 0) return LT_OK;
    return profile_of(area, file, species, &out->profile);
}

double lt_emission_part_share(const lt_emission_part *part, const lt_area *area, size_t p, size_t k, size_t nz) {
    bool counts = area->emits[p] && (part->profile == LT_ALL_PROFILES || part->profile == (int)p);
    return counts ? area->fraction[p * nz + k] : 0.0;
}

int lt_emission_part_layers(const lt_emission_part *part, const lt_area *area, const lt_points *points, size_t nz) {
    for (size_t k = nz; k > 0; --k) {
        for (size_t p = 0; p < area->n_profiles; ++p)
            if (lt_emission_part_share(part, area, p, k - 1, nz) > 0.0) return (int)k;
        for (size_t p = 0; part->points && p < points->n; ++p)
            if (points->cell[p] >= 0 && points->rate[p] > 0.0 && points->layer_share[p * nz + k - 1] > 0.0)
                return (int)k;
    }
    return 0;
}
