/* scheme.c - schemes by name, and what they hold by name. */
#include "model/aerosol/organics/scheme.h"

#include "base/csv.h"

#include <string.h>

#define DECLARE(name) extern const lt_organics_scheme lt_organics_##name;
LT_ORGANICS_SCHEME_LIST(DECLARE)

#define NAME(name) #name,
const char *const lt_organics_scheme_names[] = {LT_ORGANICS_SCHEME_LIST(NAME)};
#define SCHEME(name) &lt_organics_##name,
static const lt_organics_scheme *const schemes[] = {LT_ORGANICS_SCHEME_LIST(SCHEME)};
const int lt_n_organics_schemes = sizeof schemes / sizeof *schemes;

lt_status lt_organics_scheme_choose(const char *name, const char *where, const lt_organics_scheme **out) {
    if (!name || !*name) name = LT_ORGANICS_DEFAULT;
    for (int s = 0; s < lt_n_organics_schemes; s++)
        if (strcmp(lt_organics_scheme_names[s], name) == 0) {
            *out = schemes[s];
            return LT_OK;
        }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown scheme of organic aerosol", .where = where,
                    .expected = lt_one_of(lt_organics_scheme_names, lt_n_organics_schemes), .found = name,
                    .todo = lt_did_you_mean(name, lt_organics_scheme_names, lt_n_organics_schemes));
}

const lt_organics_particle *lt_organics_scheme_particle(const lt_organics_scheme *scheme, const char *name) {
    for (int p = 0; p < scheme->n_pairs; p++)
        if (strcmp(scheme->pairs[p].particle.name, name) == 0) return &scheme->pairs[p].particle;
    for (int p = 0; p < scheme->n_only; p++)
        if (strcmp(scheme->only[p].name, name) == 0) return &scheme->only[p];
    return NULL;
}

lt_status lt_organics_scheme_expect_ivoc(const lt_organics_scheme *scheme, const char *where) {
    if (scheme->ivoc) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the scheme of organic aerosol has no vapour for emitted IVOC",
                    .where = where, .expected = "a scheme with semivolatile primary matter, as ae7",
                    .found = scheme->name, .todo = "combustion_vapours: none or pcvoc, or another scheme");
}
