/* speciation.c - the list of mechanisms, and the mass of what they make. */
#include "inventory/species/speciation.h"

#include "base/csv.h"
#include "inventory/reactivity.h"

#include <math.h>
#include <string.h>

static const lt_mechanism *const mechanisms[] = {
#define LT_MECHANISM_ROW(name) &lt_mechanism_##name,
    LT_MECHANISM_LIST(LT_MECHANISM_ROW)
#undef LT_MECHANISM_ROW
};
enum { N_MECHANISMS = sizeof mechanisms / sizeof *mechanisms };

static lt_status find_mechanism(const char *name, const lt_mechanism **out) {
    const char *names[N_MECHANISMS];
    for (int k = 0; k < N_MECHANISMS; k++) {
        names[k] = mechanisms[k]->name;
        *out = mechanisms[k];
        if (strcmp(names[k], name) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown mechanism of the emissions", .where = "inventory, mechanism",
                    .expected = lt_one_of(names, N_MECHANISMS), .found = lt_fmt("\"%s\"", name),
                    .todo = lt_did_you_mean(name, names, N_MECHANISMS));
}

lt_status lt_speciation_create(const char *mechanism, const lt_sectors *sectors, lt_speciation **out) {
    const lt_mechanism *found;
    lt_speciation *speciation;
    *out = NULL;
    LT_TRY(find_mechanism(mechanism, &found));
    LT_TRY(lt_calloc(1, sizeof *speciation, &speciation));
    speciation->mechanism = found;
    speciation->sectors = sectors;
    lt_status status = lt_reactivity_read(&speciation->reactivity);
    if (status == LT_OK) status = found->open(speciation);
    if (status == LT_OK && speciation->n > LT_MOST_EMITTED)
        status = LT_RAISE(LT_ERR_INPUT, .what = "too many species", .where = lt_fmt("mechanism %s", mechanism),
                          .expected = lt_fmt("at most %d", LT_MOST_EMITTED), .found = lt_fmt("%d", speciation->n),
                          .todo = "leave some out");
    if (status != LT_OK) {
        lt_speciation_free(speciation);
        return status;
    }
    *out = speciation;
    return LT_OK;
}

void lt_speciation_free(lt_speciation *speciation) {
    if (!speciation) return;
    if (speciation->mechanism->close) speciation->mechanism->close(speciation->tables);
    lt_reactivity_free(speciation->reactivity);
    lt_free(speciation->species);
    lt_free(speciation);
}

int lt_speciation_find(const lt_speciation *speciation, const char *species) {
    for (int e = 0; e < speciation->n; e++)
        if (strcmp(speciation->species[e].name, species) == 0) return e;
    return -1;
}

/* PM10 and TSP hold what is finer; each species is placed once, with the finest class that it belongs to. */
static lt_status judge(const lt_source *source, const double pollutant[LT_N_POLLUTANTS],
                       const double placed[LT_N_POLLUTANTS]) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (p == LT_TSP) continue; /* beyond PM10 nothing is carried */
        if (fabs(placed[p] - pollutant[p]) <= 1e-9 * pollutant[p]) continue;
        return LT_RAISE(LT_ERR_INTERNAL, .what = "the species of a source do not hold what it emits",
                        .where = lt_fmt("source %s, %s", source->id, lt_pollutant_names[p]),
                        .expected = lt_fmt("%.12g kg a year", pollutant[p]), .found = lt_fmt("%.12g", placed[p]));
    }
    return LT_OK;
}

lt_status lt_speciation_of(const lt_speciation *speciation, const lt_source *source, double *out, double *clipped_kg) {
    const lt_sector *sector = lt_sectors_find(speciation->sectors, source->sector);
    double pollutant[LT_N_POLLUTANTS], placed[LT_N_POLLUTANTS] = {0};
    if (!sector)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown sector",
                        .where = lt_fmt("%s:%d, source %s", source->file ? source->file : "", source->line, source->id),
                        .expected = "a name of inventory/data/sectors.csv", .found = lt_fmt("\"%s\"", source->sector),
                        .todo = "correct the name");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) pollutant[p] = lt_source_emission_kg(source, (enum lt_pollutant)p);
    memset(out, 0, (size_t)speciation->n * sizeof *out);
    const double clipped = speciation->mechanism->split(speciation, source, sector, pollutant, out, placed);
    *clipped_kg += clipped;
    return judge(source, pollutant, placed);
}
