#include "model/state/chemical_set.h"

#include "base/outdir.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/chemistry/mechanism/species_table.h"
#include "model/deposition/dry.h"

#include <stdlib.h>
#include <string.h>

static const char *const facts_file = "model/data/chemistry_species.csv";

static const lt_species_info particles[] = {
#define PARTICLE_ROW(name_, text_, wet, dry)                                                                           \
    {.name = name_, .text = text_, .emitted = name_, .wet_ratio = wet, .dry_class = dry},
    LT_PARTICLE_LIST(PARTICLE_ROW)
#undef PARTICLE_ROW
};
enum { N_PARTICLES = sizeof particles / sizeof particles[0] };

/* Atomic weights as in chemistry_species.csv. */
static const lt_species_info ammonia = {
    .name = "NH3", .text = "ammonia", .emitted = "NH3", .gas = "NH3", .molar_mass = 17.031};

static lt_status text_of(const char *text, char **out) {
    *out = strdup(text);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the name of a species");
}

static lt_status add_gas(const lt_species_table *facts, lt_chemical_set *set, int row) {
    const lt_mech_species *species = &set->mechanism->species[row];
    const lt_species_fact *fact = lt_species_table_find(facts, species->name);
    if (!fact)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "the molar mass of a species is not known",
            .where = lt_fmt("%s, line %d, %s", species->file, species->line, species->name),
            .expected = lt_fmt("a row of %s", facts_file), .found = "none",
            .todo = "choose `chemistry: cb6r5`; for a mechanism of your own add a row with kind, molar mass and "
                    "source. Mechanisms for teaching run in `lantian box`");
    lt_species_info *info = &set->info[set->n];
    *info = (lt_species_info){.molar_mass = fact->molar_mass, .short_lived = fact->radical};
    LT_TRY(text_of(species->name, &set->words[2 * set->n]));
    LT_TRY(text_of(fact->doc_en, &set->words[2 * set->n + 1]));
    info->name = info->emitted = info->gas = set->words[2 * set->n];
    info->text = set->words[2 * set->n + 1];
    set->variable[set->n++] = row;
    return LT_OK;
}

static lt_status add_gases(lt_chemical_set *set) {
    lt_species_table *facts;
    lt_status status = LT_OK;
    LT_TRY(lt_species_table_read(&facts));
    for (int row = 0; row < set->mechanism->n_variable && status == LT_OK; ++row)
        if (set->mechanism->species[row].kind == LT_SPECIES_GAS) status = add_gas(facts, set, row);
    lt_species_table_free(facts);
    set->n_gases = set->n;
    return status;
}

static lt_status of_mechanism(lt_chemical_set *set) {
    LT_TRY(lt_mechanism_read(set->chemistry, &set->mechanism));
    const size_t n = (size_t)set->mechanism->n_variable;
    LT_TRY(lt_calloc(n + 1 + N_PARTICLES, sizeof *set->info, &set->info));
    LT_TRY(lt_calloc(n, sizeof *set->variable, &set->variable));
    LT_TRY(lt_calloc(2 * n, sizeof *set->words, &set->words));
    LT_TRY(add_gases(set));
    if (lt_chemical_set_find(set, ammonia.name) < 0) set->info[set->n++] = ammonia;
    for (int p = 0; p < N_PARTICLES; ++p) set->info[set->n++] = particles[p];
    return LT_OK;
}

static lt_status fill(const char *chemistry, lt_chemical_set *set) {
    LT_TRY(text_of(chemistry && chemistry[0] ? chemistry : LT_DEFAULT_CHEMISTRY, &set->chemistry));
    if (strcmp(set->chemistry, "first_order") == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "this chemistry was removed", .where = "model: chemistry",
                        .expected = "cb6r5, FILE.def of a mechanism, or off", .found = "first_order",
                        .todo = "say chemistry: cb6r5 for sulfate and nitrate that form, or off where nothing shall "
                                "react");
    if (strcmp(set->chemistry, "off") != 0) return of_mechanism(set);
    LT_TRY(lt_calloc(LT_N_SPECIES, sizeof *set->info, &set->info));
    memcpy(set->info, lt_passive_species, sizeof lt_passive_species);
    set->n = LT_N_SPECIES;
    return LT_OK;
}

lt_status lt_chemical_set_create(const char *chemistry, lt_chemical_set **out) {
    lt_chemical_set *set;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *set, &set));
    lt_status status = fill(chemistry, set);
    if (status == LT_OK)
        *out = set;
    else
        lt_chemical_set_free(set);
    return status;
}

void lt_chemical_set_free(lt_chemical_set *set) {
    if (!set) return;
    for (int w = 0; set->words && w < 2 * set->mechanism->n_variable; ++w) free(set->words[w]);
    lt_free(set->words);
    lt_free(set->variable);
    lt_free(set->info);
    lt_mechanism_free(set->mechanism);
    free(set->chemistry);
    lt_free(set);
}

int lt_chemical_set_find(const lt_chemical_set *set, const char *name) {
    const lt_species_set species = lt_chemical_set_species(set);
    return lt_species_find(&species, name);
}

lt_species_set lt_chemical_set_species(const lt_chemical_set *set) {
    return (lt_species_set){set->n, set->info};
}

lt_status lt_chemical_set_inputs(const lt_chemical_set *set, lt_hash *hash) {
    lt_digest digest;
    if (!set->mechanism) return LT_OK;
    lt_mechanism_digest(set->mechanism, digest);
    lt_hash_text(hash, digest);
    return lt_hash_share_file(hash, facts_file);
}
