/* cb6r5_tables.h - the tables of data/speciation that cb6r5.c splits by. */
#ifndef LT_CB6R5_TABLES_H
#define LT_CB6R5_TABLES_H

#include "inventory/species/speciation.h"

enum { LT_POA_BINS = 5 };

typedef struct lt_cb6r5_voc {
    char profile[32];
    int species;
    double mol_per_kg, mass;
} lt_cb6r5_voc;

typedef struct lt_cb6r5_pm {
    char profile[32];
    int species;
    double fraction;
} lt_cb6r5_pm;

/* Shares of organic matter by bin, sum 1. */
typedef struct lt_cb6r5_poa {
    char name[32];
    double share[LT_POA_BINS];
} lt_cb6r5_poa;

/* What rows of a sector, process and technology (patterns) have: of each table its own members. */
typedef struct lt_cb6r5_rule {
    char sector[32], process[48], technology[48];
    char profile[32]; /* pm_sources */
    bool soil;        /* pm_sources: what is coarse is crustal */
    int poa;          /* poa_sources: index of the class */
    bool pcvoc;       /* poa_sources */
    double no2, hono; /* nox */
} lt_cb6r5_rule;

typedef struct lt_cb6r5_rules {
    lt_cb6r5_rule *of;
    long n;
} lt_cb6r5_rules;

typedef struct lt_cb6r5_tables {
    lt_cb6r5_voc *voc;
    lt_cb6r5_pm *pm;
    lt_cb6r5_poa *poa;
    long n_voc, n_pm, n_poa;
    lt_cb6r5_rules pm_rules, poa_rules, nox_rules;
    int no, no2, hono, so2, co, nh3, ch4, n2o, co2, co2_bio, pso4, pec, pmc;
    int poc, pncom;                        /* -1: organic matter is split by volatility */
    int bin[LT_POA_BINS], pcpoa, pmc_soil; /* -1: as CMAQ's files have it */
} lt_cb6r5_tables;

/* The species of the mechanism (of_cmaq: as CMAQ's files of emissions have them) and all tables, judged: profiles and
 * classes that rules name are there and sum to 1. LT_ERR_INPUT. */
lt_status lt_cb6r5_tables_read(lt_speciation *speciation, bool of_cmaq, lt_cb6r5_tables **out);
void lt_cb6r5_tables_free(lt_cb6r5_tables *tables); /* NULL is fine */
/* The first rule that fits; the last fits all (a test holds the shipped tables to it). */
const lt_cb6r5_rule *lt_cb6r5_rule_of(const lt_cb6r5_rules *rules, const lt_source *source);
/* The files, into a digest. */
lt_status lt_cb6r5_tables_digest(lt_hash *hash);

#endif
