#include "model/state/chemical_set.h"

#include "base/outdir.h"
#include "model/aerosol/constituents.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/chemistry/mechanism/species_table.h"

#include <stdlib.h>
#include <string.h>

static const char *const facts_file = "model/data/chemistry_species.csv";

/* Atomic weights as in chemistry_species.csv. */
static const lt_species_info ammonia = {
    .name = "NH3", .text = "ammonia", .emitted = "NH3", .gas = "NH3", .molar_mass = 17.031};

static lt_status text_of(const char *text, char **out) {
    *out = strdup(text);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the name of a species");
}

/* A gas by its row of the table of species. */
static lt_status add_gas(const lt_species_fact *fact, const char *name, lt_chemical_set *set) {
    lt_species_info *info = &set->info[set->n];
    char **words = set->words + set->n_words;
    *info = (lt_species_info){.molar_mass = fact->molar_mass, .short_lived = fact->radical};
    set->n_words += 2;
    LT_TRY(text_of(name, &words[0]));
    LT_TRY(text_of(fact->doc_en, &words[1]));
    info->name = info->emitted = info->gas = words[0];
    info->text = words[1];
    ++set->n;
    return LT_OK;
}

static lt_status add_gas_of_mechanism(const lt_species_table *facts, lt_chemical_set *set, int row) {
    const lt_mech_species *species = &set->mechanism->species[row];
    const lt_species_fact *fact = lt_species_table_find(facts, species->name);
    if (!fact)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "the molar mass of a species is not known",
            .where = lt_fmt("%s, line %d, %s", species->file, species->line, species->name),
            .expected = lt_fmt("a row of %s", facts_file), .found = "none",
            .todo = "choose `chemistry: cb6r5`; for a mechanism of your own add a row with kind, molar mass and "
                    "source. Mechanisms for teaching run in `lantian box`");
    set->reacting[set->n_reacting++] = (lt_reacting){set->n, row, fact->molar_mass};
    return add_gas(fact, species->name, set);
}

/* A vapour of the organics that the mechanism does not have. */
static lt_status add_vapour(const lt_species_table *facts, lt_chemical_set *set, const char *name) {
    const lt_species_fact *fact = lt_species_table_find(facts, name);
    if (lt_chemical_set_find(set, name) >= 0) return LT_OK;
    if (!fact)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a vapour of the organics has no molar mass", .where = facts_file,
                        .expected = "a row of each vapour", .found = name, .todo = "add the row");
    return add_gas(fact, name, set);
}

/* Particles of the grid; those that the mechanism knows react in it. */
static void add_particle(const lt_species_table *facts, lt_chemical_set *set, const lt_constituent *particle) {
    const int row = lt_mechanism_species(set->mechanism, particle->name);
    if (row >= 0 && row < set->mechanism->n_variable)
        set->reacting[set->n_reacting++] =
            (lt_reacting){set->n, row, lt_species_table_find(facts, particle->name)->molar_mass};
    set->info[set->n++] = (lt_species_info){.name = particle->name,
                                            .text = particle->text,
                                            .emitted = particle->name,
                                            .dry_class = particle->mode == LT_COARSE ? LT_DRY_COARSE : LT_DRY_FINE,
                                            .particle = particle};
}

static void add_organic(const lt_species_table *facts, lt_chemical_set *set, int n,
                        const lt_organics_particle *particle) {
    set->organic[n] =
        lt_constituent_organic(particle->name, particle->molar_mass, 1e-3 * particle->density, particle->kappa);
    add_particle(facts, set, &set->organic[n]);
}

static lt_status add_species(const lt_species_table *facts, lt_chemical_set *set) {
    const lt_organics_scheme *organics = set->organics;
    for (int row = 0; row < set->mechanism->n_variable; ++row)
        if (set->mechanism->species[row].kind == LT_SPECIES_GAS) LT_TRY(add_gas_of_mechanism(facts, set, row));
    set->n_gases = set->n;
    if (lt_chemical_set_find(set, ammonia.name) < 0) set->info[set->n++] = ammonia;
    for (int v = 0; v < organics->n_vapours; ++v) LT_TRY(add_vapour(facts, set, organics->vapours[v]));
    for (int p = 0; p < LT_N_INORGANIC; ++p) add_particle(facts, set, &lt_inorganic_constituents[p]);
    for (int p = 0; p < organics->n_pairs; ++p) add_organic(facts, set, p, &organics->pairs[p].particle);
    for (int p = 0; p < organics->n_only; ++p) add_organic(facts, set, organics->n_pairs + p, &organics->only[p]);
    return LT_OK;
}

static lt_status of_mechanism(const char *organics, lt_chemical_set *set) {
    lt_species_table *facts;
    LT_TRY(lt_organics_scheme_choose(organics, "model: organics", &set->organics));
    LT_TRY(lt_mechanism_read(set->chemistry, &set->mechanism));
    const size_t n_organic = (size_t)(set->organics->n_pairs + set->organics->n_only);
    const size_t n_gases = (size_t)(set->mechanism->n_variable + 1 + set->organics->n_vapours);
    const size_t n = n_gases + LT_N_INORGANIC + n_organic;
    LT_TRY(lt_calloc(n, sizeof *set->info, &set->info));
    LT_TRY(lt_calloc(n, sizeof *set->reacting, &set->reacting));
    LT_TRY(lt_calloc(2 * n_gases, sizeof *set->words, &set->words));
    LT_TRY(lt_calloc(n_organic, sizeof *set->organic, &set->organic));
    LT_TRY(lt_species_table_read(&facts));
    const lt_status status = add_species(facts, set);
    lt_species_table_free(facts);
    return status;
}

static lt_status fill(const char *chemistry, const char *organics, lt_chemical_set *set) {
    LT_TRY(text_of(chemistry && chemistry[0] ? chemistry : LT_DEFAULT_CHEMISTRY, &set->chemistry));
    if (strcmp(set->chemistry, "first_order") == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "this chemistry was removed", .where = "model: chemistry",
                        .expected = "cb6r5, FILE.def of a mechanism, or off", .found = "first_order",
                        .todo = "say chemistry: cb6r5 for sulfate and nitrate that form, or off where nothing shall "
                                "react");
    if (strcmp(set->chemistry, "off") != 0) return of_mechanism(organics, set);
    LT_TRY(lt_calloc(LT_N_SPECIES, sizeof *set->info, &set->info));
    memcpy(set->info, lt_passive_species, sizeof lt_passive_species);
    set->n = LT_N_SPECIES;
    return LT_OK;
}

lt_status lt_chemical_set_create_with(const char *chemistry, const char *organics, lt_chemical_set **out) {
    lt_chemical_set *set;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *set, &set));
    lt_status status = fill(chemistry, organics, set);
    if (status == LT_OK)
        *out = set;
    else
        lt_chemical_set_free(set);
    return status;
}

lt_status lt_chemical_set_create(const char *chemistry, lt_chemical_set **out) {
    return lt_chemical_set_create_with(chemistry, NULL, out);
}

void lt_chemical_set_free(lt_chemical_set *set) {
    if (!set) return;
    for (int w = 0; w < set->n_words; ++w) free(set->words[w]);
    lt_free(set->organic);
    lt_free(set->words);
    lt_free(set->reacting);
    lt_free(set->info);
    lt_mechanism_free(set->mechanism);
    free(set->chemistry);
    lt_free(set);
}

int lt_chemical_set_find(const lt_chemical_set *set, const char *name) {
    const lt_species_set species = lt_chemical_set_species(set);
    return lt_species_find(&species, name);
}

bool lt_chemical_set_carries(const lt_chemical_set *set, int row) {
    for (int n = 0; n < set->n_reacting; ++n)
        if (set->reacting[n].row == row) return true;
    return false;
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
