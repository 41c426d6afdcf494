/* settings.h - the section `inventory:` of a case. */
#ifndef LT_INVENTORY_SETTINGS_H
#define LT_INVENTORY_SETTINGS_H

#include "inventory/fusion/backing.h"

#include <stdbool.h>

struct lt_ledger;

typedef struct lt_inventory_settings {
    char *ledger, *factors, *controls; /* the user's own tables; empty = shipped */
    char *places;                      /* places and stacks of points (places.h); empty = as the ledger has them */
    char *activity;                    /* shipped or data */
    char *energy_balance, *coal_units, *steel_plants; /* for activity: data, below the data folder, or paths */
    bool neighbours;
    lt_node *surrogates; /* names and files of the user's own surrogates; read by the stage grid (grids/build) */
    lt_list background;  /* lt_backing_settings */
    char *mechanism;     /* of emissions.nc */
    char *laws;          /* basic or all */
    lt_list documents;   /* char *: ids of documents.csv whose factors go before the others' */
} lt_inventory_settings;

extern const lt_config_row lt_inventory_rows[];
/* section may be NULL (defaults). Release with lt_config_release(lt_inventory_rows, &settings). */
lt_status lt_inventory_settings_read(const lt_node *section, lt_inventory_settings *out);

/* The files that a ledger with these settings is made from. */
enum { LT_MOST_FILES = 32 };
typedef struct lt_file_list {
    int n;
    char path[LT_MOST_FILES][512];
} lt_file_list;

typedef struct lt_inventory_files {
    lt_file_list ledger, factors, controls;
    lt_file_list places;     /* one or none */
    lt_file_list methods;    /* in the order of lt_methods */
    char own_calendars[512]; /* beside a user's ledger; "" = none */
    char shares[512], neighbours[512], shipping[512];
    char coal_units[512], steel_plants[512], energy_balance[512], activity_map[512];
    char mechanism[16];
    bool own_ledger, data;             /* a user's ledger; real data for activity and plants */
    bool all_laws;                     /* rows of plants and soils; vapour of petrol by its law */
    char documents[LT_MOST_FILES][32]; /* that go before the others */
    int n_documents;
    char documents_where[512];
} lt_inventory_files;
/* Files of the user as base/document_path.h finds them (section may be NULL). LT_ERR_INPUT: one is nowhere. */
lt_status lt_inventory_find_files(const lt_inventory_settings *settings, const lt_node *section,
                                  lt_inventory_files *out);
/* The tables of factors, methods and controls into a ledger. */
lt_status lt_inventory_tables(const lt_inventory_files *files, struct lt_ledger *ledger);

#endif
