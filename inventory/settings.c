/* settings.c - what a case says about its inventory, and where the files lie. */
#include "inventory/settings.h"

#include "base/document_path.h"
#include "base/outdir.h"
#include "inventory/place/gridding.h"
#include "inventory/methods/method.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define LT_AT(member) offsetof(lt_inventory_settings, member)
const lt_config_row lt_inventory_rows[] = {
    {.key = "ledger",
     .type = LT_TEXT,
     .offset = LT_AT(ledger),
     .fallback = "",
     .doc = "your own table of source rows (lantian example ledger); default: the shipped one"},
    {.key = "factors",
     .type = LT_TEXT,
     .offset = LT_AT(factors),
     .fallback = "",
     .doc = "your own table of emission factors, in the form of those in inventory/data/factors"},
    {.key = "controls",
     .type = LT_TEXT,
     .offset = LT_AT(controls),
     .fallback = "",
     .doc = "your own table of controls, in the form of those in inventory/data/controls"},
    {.key = "places",
     .type = LT_TEXT,
     .offset = LT_AT(places),
     .fallback = "",
     .doc = "your own table of places and stacks (id, lon, lat ...) that go before those of the ledger's points"},
    {.key = "activity",
     .type = LT_TEXT,
     .offset = LT_AT(activity),
     .fallback = "shipped",
     .choices = "shipped|data",
     .doc = "data: fuels from an energy balance and plants from the trackers' own tables"},
    {.key = "energy_balance",
     .type = LT_TEXT,
     .offset = LT_AT(energy_balance),
     .fallback = "emis/activity/liaoning_energy_balance_2014_full_2013_part.csv",
     .doc = "energy balance for activity: data"},
    {.key = "coal_units",
     .type = LT_TEXT,
     .offset = LT_AT(coal_units),
     .fallback = "geo/gem_coal_plants/gcpt_2023-07_liaoning_units.csv",
     .doc = "coal units for activity: data"},
    {.key = "steel_plants",
     .type = LT_TEXT,
     .offset = LT_AT(steel_plants),
     .fallback = "emis/activity/liaoning_steel_plants.csv",
     .doc = "steel works for activity: data"},
    {.key = "neighbours",
     .type = LT_BOOL,
     .offset = LT_AT(neighbours),
     .fallback = "yes",
     .doc = "emissions of the regions around Liaoning and of ships at sea"},
    {.key = "surrogates",
     .type = LT_ANY,
     .offset = LT_AT(surrogates),
     .fallback = "",
     .doc = "your own surrogates: name: file, or name: {file, layer, attribute, crs, datum, values}"},
    {.key = "mechanism",
     .type = LT_TEXT,
     .offset = LT_AT(mechanism),
     .fallback = "simple",
     .choices = "simple|cb6r5",
     .doc = "species of emissions.nc: lumps (of model: chemistry: off), or CMAQ's cb6r5_ae7 (gases in mol; "
            "of a mechanism). Of a case the default is the one that its chemistry takes"},
    {.key = "laws",
     .type = LT_TEXT,
     .offset = LT_AT(laws),
     .fallback = "basic",
     .choices = "basic|all",
     .doc = "all: plants and soils too (sector natural), and vapour of petrol, hour by hour by the weather of the run. "
            "Of a case whose chemistry is a mechanism the default, but with a ledger of your own"},
    {.key = "documents",
     .type = LT_TEXTS,
     .offset = LT_AT(documents),
     .fallback = "",
     .doc = "documents whose factors go before the others', first of all the first (inventory/data/documents.csv)"},
    {.key = "background",
     .type = LT_MAPS,
     .offset = LT_AT(background),
     .fallback = "",
     .sub = lt_backing_rows,
     .sub_size = sizeof(lt_backing_settings),
     .doc = "inventories of others under the ledger, the upper ones first"},
    {.key = NULL}};

lt_status lt_inventory_settings_read(const lt_node *section, lt_inventory_settings *out) {
    memset(out, 0, sizeof *out);
    lt_node *map = (lt_node *)section, *empty = NULL;
    if (!map) {
        LT_TRY(lt_node_parse("inventory", "activity: shipped\n", &empty));
        map = empty;
    }
    lt_status status = lt_config_fill(map, lt_inventory_rows, out);
    lt_node_free(empty);
    if (status != LT_OK) lt_config_release(lt_inventory_rows, out);
    return status;
}

static lt_status shipped(const char *name, char out[512]) {
    return lt_share_path(lt_fmt("inventory/data/%s", name), out, 512);
}

/* Tables of the same kind stand in a folder, one a field of sources; the last is read with all laws only. */
static const char *const fields[] = {"energy",      "industry", "solvent", "storage", "mobile",
                                     "agriculture", "dust",     "waste",   "natural"};
enum { N_FIELDS = sizeof fields / sizeof *fields };

static lt_status add_shipped(const char *folder, const char *name, lt_file_list *out) {
    return shipped(lt_fmt("%s/%s.csv", folder, name), out->path[out->n++]);
}

static lt_status missing(const lt_node *section, const char *key, const char *name, bool data) {
    const lt_node *node = lt_node_get(section, key);
    return LT_RAISE(
        LT_ERR_INPUT, .what = data ? "a file of the real data is missing" : "a table of your own is not there",
        .where = node ? lt_node_where(node) : lt_fmt("inventory: %s", key), .expected = name,
        .found = lt_node_searched(section, name, data),
        .todo = data ? "correct the name, or set LANTIAN_DATA to the folder of the real data"
                     : "correct the path: it counts from the folder of the case, then from the current one");
}

/* The user's file (of the key) if one is named, else those of the first n fields in the folder. */
static lt_status own_or_shipped(const char *own, const char *key, const char *folder, int n, const lt_node *section,
                                lt_file_list *out) {
    for (int k = 0; k < n && !lt_given(own); k++) LT_TRY(add_shipped(folder, fields[k], out));
    if (!lt_given(own)) return LT_OK;
    char *path = out->path[out->n++];
    lt_node_path(section, own, path, 512);
    if (lt_path_exists(path)) return LT_OK;
    return missing(section, key, own, false);
}

static lt_status data_file(const lt_node *section, const char *key, const char *name, char out[512]) {
    return lt_node_data_path(section, name, out, 512) ? LT_OK : missing(section, key, name, true);
}

/* Their order is kept; whether they exist is judged with the table of documents (documents.c). */
static lt_status keep_documents(const lt_inventory_settings *settings, const lt_node *section,
                                lt_inventory_files *out) {
    const lt_node *node = section ? lt_node_get(section, "documents") : NULL;
    if (node) snprintf(out->documents_where, sizeof out->documents_where, "%s", lt_node_where(node));
    for (long k = 0; k < settings->documents.n; k++) {
        const char *id = ((char **)settings->documents.items)[k];
        if (k == LT_MOST_FILES || strlen(id) >= sizeof out->documents[0])
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown document of emission factors", .where = out->documents_where,
                            .expected = "ids of inventory/data/documents.csv", .found = lt_fmt("\"%.60s\"", id),
                            .todo = "correct the list");
        snprintf(out->documents[out->n_documents++], sizeof out->documents[0], "%s", id);
    }
    return LT_OK;
}

/* The rows of a user's ledger name their laws themselves. */
static lt_status judge_laws(const lt_node *section, const lt_inventory_files *files) {
    if (!files->all_laws || !files->own_ledger) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "laws: all is for the shipped ledger",
                    .where = lt_node_where(lt_node_get(section, "laws")), .expected = "no key ledger, or laws: basic",
                    .found = "a ledger of your own",
                    .todo = "leave laws out: your rows name their laws in the column calendar (LAW:CALENDAR)");
}

lt_status lt_inventory_find_files(const lt_inventory_settings *settings, const lt_node *section,
                                  lt_inventory_files *out) {
    memset(out, 0, sizeof *out);
    snprintf(out->mechanism, sizeof out->mechanism, "%s", settings->mechanism);
    LT_TRY(keep_documents(settings, section, out));
    out->own_ledger = settings->ledger && settings->ledger[0];
    out->data = settings->activity && strcmp(settings->activity, "data") == 0;
    out->all_laws = settings->laws && strcmp(settings->laws, "all") == 0;
    LT_TRY(judge_laws(section, out));
    const int n = out->all_laws ? N_FIELDS : N_FIELDS - 1;
    LT_TRY(own_or_shipped(settings->ledger, "ledger", "liaoning", n, section, &out->ledger));
    if (out->own_ledger) {
        LT_TRY(lt_ledger_companion(out->ledger.path[0], "calendars", out->own_calendars, sizeof out->own_calendars));
        if (!lt_path_exists(out->own_calendars)) out->own_calendars[0] = '\0';
    }
    LT_TRY(own_or_shipped(settings->factors, "factors", "factors", n, section, &out->factors));
    LT_TRY(own_or_shipped(settings->controls, "controls", "controls", N_FIELDS - 1, section, &out->controls));
    LT_TRY(own_or_shipped(settings->places, "places", "", 0, section, &out->places));
    for (int k = 0; lt_methods[k]; k++) LT_TRY(add_shipped("methods", lt_methods[k]->name, &out->methods));
    LT_TRY(shipped("shares.csv", out->shares));
    LT_TRY(shipped("activity_map.csv", out->activity_map));
    if (settings->neighbours && out->all_laws)
        LT_TRY(shipped("natural_outside.csv", out->ledger.path[out->ledger.n++]));
    if (settings->neighbours) LT_TRY(shipped("neighbours.csv", out->neighbours));
    if (settings->neighbours) LT_TRY(shipped("shipping.csv", out->shipping));
    if (!out->data) {
        LT_TRY(shipped("coal_units.csv", out->coal_units));
        return shipped("steel_plants.csv", out->steel_plants);
    }
    LT_TRY(data_file(section, "coal_units", settings->coal_units, out->coal_units));
    LT_TRY(data_file(section, "steel_plants", settings->steel_plants, out->steel_plants));
    return data_file(section, "energy_balance", settings->energy_balance, out->energy_balance);
}
