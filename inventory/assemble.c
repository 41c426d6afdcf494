/* assemble.c - the ledger of a case: tables -> rows -> stacks -> energy balance -> neighbours -> ships at sea -> places
 * that the user gives. */
#include "inventory/ledger.h"

#include "base/log.h"
#include "inventory/check/check.h"
#include "inventory/documents.h"
#include "inventory/ledger_read.h"
#include "inventory/methods/method.h"
#include "inventory/neighbours.h"
#include "inventory/reactivity.h"
#include "inventory/places.h"
#include "inventory/plants.h"
#include "inventory/readers/energy_balance.h"
#include "inventory/settings.h"
#include "inventory/shares.h"
#include "inventory/species/speciation.h"
#include "inventory/shipping.h"
#include "inventory/place/surrogate.h"

#include <stdio.h>
#include <string.h>

/* A provincial row onto its plants. */
static lt_status spread(const lt_inventory_files *files, const lt_source *row, const lt_ledger_reader *reader,
                        lt_ledger *ledger) {
    int kind = lt_surrogate_find(row->surrogate);
    bool steel = kind >= LT_BY_STEEL_IRON && kind <= LT_BY_STEEL_ELECTRIC;
    lt_plants *plants = NULL;
    if (files->data)
        LT_TRY(steel ? lt_read_gem_steel(files->steel_plants, &plants) : lt_read_gem_units(files->coal_units, &plants));
    else
        LT_TRY(steel ? lt_plants_read_steel(files->steel_plants, &plants)
                     : lt_plants_read_coal(files->coal_units, &plants));
    lt_status status = lt_plants_spread(plants, row, reader, ledger);
    lt_plants_free(plants);
    return status;
}

static lt_status add_rows(const lt_inventory_files *files, lt_ledger_reader *reader, lt_ledger *ledger) {
    LT_TRY(lt_ledger_reader_start(reader));
    for (long r = 0; r < lt_csv_rows(reader->table); r++) {
        lt_source row;
        const lt_city_share *share;
        LT_TRY(lt_ledger_reader_row(reader, r, &row, &share));
        if (share)
            LT_TRY(lt_city_share_spread(share, &row, ledger));
        else if (lt_source_is_template(&row))
            LT_TRY(spread(files, &row, reader, ledger));
        else
            LT_TRY(lt_ledger_append(ledger, &row));
    }
    return LT_OK;
}

static lt_status order_factors(const lt_inventory_files *files, lt_factors *factors) {
    lt_documents *documents;
    const char *preferred[LT_MOST_FILES];
    for (int k = 0; k < files->n_documents; k++) preferred[k] = files->documents[k];
    LT_TRY(lt_documents_read(&documents));
    lt_status status = lt_documents_order(documents, preferred, files->n_documents, files->documents_where, factors);
    lt_documents_free(documents);
    return status;
}

lt_status lt_inventory_tables(const lt_inventory_files *files, lt_ledger *ledger) {
    LT_TRY(lt_factors_create(&ledger->factors));
    for (int k = 0; k < files->factors.n; k++) LT_TRY(lt_factors_read(files->factors.path[k], ledger->factors));
    for (int k = 0; k < files->methods.n; k++) {
        const char *path = files->methods.path[k], *name = strrchr(path, '/') + 1;
        LT_TRY(lt_method_read(lt_method_find(lt_fmt("%.*s", (int)strcspn(name, "."), name)), path, ledger->base_year,
                              ledger->factors));
    }
    LT_TRY(order_factors(files, ledger->factors));
    LT_TRY(lt_controls_create(&ledger->controls));
    for (int k = 0; k < files->controls.n; k++) LT_TRY(lt_controls_read(files->controls.path[k], ledger->controls));
    return LT_OK;
}

/* One table of rows. */
static lt_status read_table(const lt_inventory_files *files, const char *path, const lt_allocation *allocation,
                            const lt_city_shares *shares, const lt_words *words, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_ledger_reader reader = {.table = table,
                               .factors = ledger->factors,
                               .controls = ledger->controls,
                               .allocation = allocation,
                               .shares = shares,
                               .words = words,
                               .base_year = ledger->base_year,
                               .table_year = files->own_ledger ? 0 : LT_TABLE_YEAR};
    lt_status status = add_rows(files, &reader, ledger);
    if (!ledger->years.first) ledger->years = reader.years;
    lt_csv_free(table);
    return status;
}

static lt_status read_tables(const lt_inventory_files *files, const lt_allocation *allocation, lt_ledger *ledger) {
    lt_city_shares *shares;
    lt_words *words;
    LT_TRY(lt_city_shares_read(files->shares, &shares));
    lt_status status = lt_words_read(&words);
    for (int k = 0; k < files->ledger.n && status == LT_OK; k++)
        status = read_table(files, files->ledger.path[k], allocation, shares, words, ledger);
    lt_words_free(words);
    lt_city_shares_free(shares);
    if (status == LT_OK && files->own_ledger) status = lt_ledger_checks(ledger, files->ledger.path[0], &(lt_faults){0});
    if (status == LT_OK && ledger->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the ledger has no source rows", .where = files->ledger.path[0],
                        .expected = "at least one row", .found = "none", .todo = "see `lantian example ledger`");
    return status;
}

/* Which shipped rows go by a law when all are asked for; the first that fits holds, -1: none. Their calendar stays
 * behind it. A drop evaporates in any weather; vapour of diesel is a hundredth of petrol's. */
static const struct {
    const char *process, *technology;
    int law;
} vapour[] = {
    {"petrol", "spillage", -1}, {"petrol", "breathing", LT_LAW_BREATHING}, {"petrol", "*", LT_LAW_EVAPORATION}};

static void put_under_laws(lt_ledger *ledger) {
    for (long k = 0; k < ledger->n; k++) {
        lt_source *s = &ledger->sources[k];
        size_t r = 0, n = sizeof vapour / sizeof *vapour;
        if (strcmp(s->sector, "storage") != 0 || strchr(s->calendar, ':')) continue;
        while (r < n && !(lt_pattern_fits(vapour[r].process, s->process) &&
                          lt_pattern_fits(vapour[r].technology, s->technology)))
            r++;
        if (r == n || vapour[r].law < 0) continue;
        const char *timing = lt_fmt("%s:%s", lt_emission_law_names[vapour[r].law], s->calendar);
        snprintf(s->calendar, sizeof s->calendar, "%s", timing);
    }
}

static lt_status fill(const lt_inventory_files *files, const lt_allocation *allocation, lt_ledger *ledger) {
    LT_TRY(lt_inventory_tables(files, ledger));
    LT_TRY(lt_reactivity_read(&ledger->reactivity));
    lt_status status = read_tables(files, allocation, ledger);
    if (status == LT_OK && files->data) {
        lt_balance *balance;
        LT_TRY(lt_balance_read(files->energy_balance, ledger->base_year, &balance));
        status = lt_balance_apply(balance, files->activity_map, ledger);
        lt_balance_free(balance);
    }
    if (status == LT_OK && files->all_laws) put_under_laws(ledger);
    if (status == LT_OK && files->neighbours[0]) status = lt_neighbours_append(files->neighbours, ledger);
    if (status == LT_OK && files->shipping[0]) status = lt_shipping_append(files->shipping, ledger);
    for (int k = 0; k < files->places.n && status == LT_OK; k++)
        status = lt_places_apply(files->places.path[k], ledger);
    for (long k = 0; k < ledger->n && status == LT_OK; k++) {
        lt_source *s = &ledger->sources[k];
        s->mir = lt_reactivity_mir(ledger->reactivity, s->sector, s->process, s->technology);
        s->oh = lt_reactivity_oh(ledger->reactivity, s->sector, s->process, s->technology);
    }
    return status;
}

lt_status lt_ledger_read(const lt_node *section, int base_year, lt_ledger **out) {
    *out = NULL;
    lt_inventory_settings settings;
    lt_inventory_files files;
    lt_allocation allocation;
    lt_ledger *ledger = NULL;
    LT_TRY(lt_inventory_settings_read(section, &settings));
    lt_status status = lt_inventory_find_files(&settings, section, &files);
    if (status == LT_OK) status = lt_ledger_create(base_year, &ledger);
    if (status != LT_OK) goto failed;
    snprintf(ledger->mechanism, sizeof ledger->mechanism, "%s", files.mechanism);
    snprintf(ledger->path, sizeof ledger->path, "%s", files.ledger.path[0]);
    snprintf(ledger->calendars, sizeof ledger->calendars, "%s", files.own_calendars);
    LT_TRY_GOTO(status, lt_allocation_of(ledger, &allocation), failed);
    status = lt_allocation_own(&allocation, section);
    if (status == LT_OK) status = fill(&files, &allocation, ledger);
    if (status == LT_OK) status = lt_backing_read(&settings.background, section, base_year, &ledger->background);
    lt_allocation_free(&allocation);
failed:
    lt_config_release(lt_inventory_rows, &settings);
    if (status != LT_OK) {
        lt_ledger_free(ledger);
        return status;
    }
    *out = ledger;
    return LT_OK;
}

static void hash_node(const lt_node *node, lt_hash *hash) {
    if (!node) return;
    lt_hash_text(hash, node->text ? node->text : "");
    for (int k = 0; k < node->n; k++) {
        lt_hash_text(hash, node->keys ? node->keys[k] : "-");
        hash_node(node->items[k], hash);
    }
}

static lt_status hash_path(const char *path, lt_hash *hash) {
    lt_digest digest = "";
    if (path[0]) LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_ledger_digest(const lt_node *section, int base_year, lt_hash *hash) {
    lt_inventory_settings settings;
    lt_inventory_files f;
    enum { N_TABLES = 12 };
    char tables[N_TABLES][512];
    static const char *const names[N_TABLES] = {"calendars.csv",       "profiles.csv",  "sectors.csv",
                                                "regions.csv",         "outside.csv",   "holidays.csv",
                                                "holiday_weights.csv", "laws.csv",      "climate.csv",
                                                "heating_seasons.csv", "documents.csv", "climate_light.csv"};
    LT_TRY(lt_inventory_settings_read(section, &settings));
    lt_status status = lt_inventory_find_files(&settings, section, &f);
    if (status == LT_OK) status = lt_backing_digest(&settings.background, section, hash);
    lt_config_release(lt_inventory_rows, &settings);
    if (status != LT_OK) return status;
    hash_node(section, hash);
    LT_TRY(lt_reactivity_digest(hash));
    LT_TRY(lt_speciation_digest(hash));
    lt_hash_text(hash, lt_fmt("base_year %d", base_year));
    for (int k = 0; k < N_TABLES; k++) LT_TRY(lt_share_path(lt_fmt("inventory/data/%s", names[k]), tables[k], 512));
    const lt_file_list *const lists[] = {&f.ledger, &f.factors, &f.controls, &f.methods, &f.places};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (int k = 0; k < lists[l]->n; k++) LT_TRY(hash_path(lists[l]->path[k], hash));
    for (int m = 0; lt_methods[m]; m++)
        for (int k = 0; lt_methods[m]->files && lt_methods[m]->files[k]; k++)
            LT_TRY(lt_hash_share_file(hash, lt_fmt("inventory/data/methods/%s", lt_methods[m]->files[k])));
    const char *paths[] = {f.shares,         f.neighbours,   f.coal_units, f.steel_plants,
                           f.energy_balance, f.activity_map, f.shipping};
    LT_TRY(hash_path(f.own_calendars, hash));
    for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) LT_TRY(hash_path(paths[k], hash));
    for (int k = 0; k < N_TABLES; k++) LT_TRY(hash_path(tables[k], hash));
    return LT_OK;
}
