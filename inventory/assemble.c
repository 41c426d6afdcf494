/* assemble.c - the ledger of a case: tables -> rows -> stacks -> energy balance -> neighbours -> ships at sea. */
#include "inventory/ledger.h"

#include "base/log.h"
#include "inventory/ledger_read.h"
#include "inventory/neighbours.h"
#include "inventory/reactivity.h"
#include "inventory/plants.h"
#include "inventory/readers/energy_balance.h"
#include "inventory/settings.h"
#include "inventory/shipping.h"
#include "inventory/surrogate.h"

#include <stdio.h>
#include <string.h>

/* A provincial row onto its plants. */
static lt_status spread(const lt_inventory_files *files, const lt_source *row, const lt_ledger_reader *reader,
                        lt_ledger *ledger) {
    int kind = lt_surrogate_find(row->surrogate);
    bool steel = kind == LT_BY_STEEL_IRON || kind == LT_BY_STEEL_CRUDE;
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
        LT_TRY(lt_ledger_reader_row(reader, r, &row));
        if (lt_source_is_template(&row))
            LT_TRY(spread(files, &row, reader, ledger));
        else
            LT_TRY(lt_ledger_append(ledger, &row));
    }
    if (ledger->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the ledger has no source rows", .where = files->ledger,
                        .expected = "at least one row", .found = "none", .todo = "see `lantian example ledger`");
    return LT_OK;
}

static lt_status fill(const lt_inventory_files *files, const lt_allocation *allocation, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_factors_read(files->factors, files->coal, &ledger->factors));
    LT_TRY(lt_controls_read(files->controls, &ledger->controls));
    LT_TRY(lt_reactivity_read(&ledger->reactivity));
    LT_TRY(lt_csv_read(files->ledger, &table));
    lt_ledger_reader reader = {.table = table,
                               .factors = ledger->factors,
                               .controls = ledger->controls,
                               .allocation = allocation,
                               .base_year = ledger->base_year};
    lt_status status = add_rows(files, &reader, ledger);
    lt_csv_free(table);
    if (status == LT_OK && files->data) {
        lt_balance *balance;
        LT_TRY(lt_balance_read(files->energy_balance, ledger->base_year, &balance));
        status = lt_balance_apply(balance, files->activity_map, ledger);
        lt_balance_free(balance);
    }
    if (status == LT_OK && files->neighbours[0]) status = lt_neighbours_append(files->neighbours, ledger);
    if (status == LT_OK && files->shipping[0]) status = lt_shipping_append(files->shipping, ledger);
    for (long k = 0; k < ledger->n && status == LT_OK; k++) {
        lt_source *s = &ledger->sources[k];
        s->mir = lt_reactivity_mir(ledger->reactivity, s->sector, s->process, s->technology);
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
    lt_config_release(lt_inventory_rows, &settings);
    if (status != LT_OK) return status;
    LT_TRY(lt_allocation_read(base_year, &allocation));
    LT_TRY_GOTO(status, lt_ledger_create(base_year, &ledger), done);
    snprintf(ledger->path, sizeof ledger->path, "%s", files.ledger);
    status = fill(&files, &allocation, ledger);
done:
    lt_allocation_free(&allocation);
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

lt_status lt_ledger_digest(const lt_node *section, int base_year, lt_hash *hash) {
    lt_inventory_settings settings;
    lt_inventory_files f;
    enum { N_TABLES = 5 };
    char tables[N_TABLES][512];
    static const char *const names[N_TABLES] = {"calendars.csv", "profiles.csv", "sectors.csv", "regions.csv",
                                                "outside.csv"};
    LT_TRY(lt_inventory_settings_read(section, &settings));
    lt_status status = lt_inventory_find_files(&settings, section, &f);
    lt_config_release(lt_inventory_rows, &settings);
    if (status != LT_OK) return status;
    hash_node(section, hash);
    LT_TRY(lt_reactivity_digest(hash));
    lt_hash_text(hash, lt_fmt("base_year %d", base_year));
    for (int k = 0; k < N_TABLES; k++) LT_TRY(lt_share_path(lt_fmt("inventory/data/%s", names[k]), tables[k], 512));
    const char *paths[] = {f.ledger,     f.factors,      f.coal,           f.controls,     f.neighbours,
                           f.coal_units, f.steel_plants, f.energy_balance, f.activity_map, tables[0],
                           tables[1],    tables[2],      tables[3],        tables[4],      f.shipping};
    for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
        lt_digest digest = "";
        if (paths[k][0]) LT_TRY(lt_hash_file(paths[k], digest));
        lt_hash_text(hash, digest);
    }
    return LT_OK;
}
